// What is only of pages: parts of the index come as they are needed. What queries find is tested in tests/search.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { component, Host, number, script, scripts, table } from "./made-index.js";

const TITLES = ["Roses in beds", "Watering roses", "Tulips and their beds", "Greenhouses", "Pruning old roses"];

function hostOf(titles = TITLES) {
  return new Host(scripts(titles));
}

function found({ hits }) {
  return hits.map((hit) => hit.document);
}

test("numbers and tables are read as they are written", () => {
  const values = [0, 1, 127, 128, 300, 16_384, 2 ** 31, 2 ** 40];
  const numbers = new component.packing.Numbers(Uint8Array.from(values.flatMap(number)));
  assert.deepEqual(
    values.map(() => numbers.next()),
    values,
  );
  const read = component.packing.readTable(table([["a", [1]], ["大", []], ["𠀀", [2, 3]]])); // biome-ignore format: one line
  assert.deepEqual(Array.from(read, ([key, data]) => [key, ...data]), [["a", 1], ["大"], ["𠀀", 2, 3]]); // biome-ignore format: one line
});

test("keys share the beginnings of those before them, sign by sign or not", () => {
  const keys = ["a", "ab", "é", "éa", "è", "ź"];
  const bytes = keys.map((key) => [...new TextEncoder().encode(key)]);
  const entries = bytes.flatMap((own, n) => {
    const shared = own.findIndex((byte, at) => byte !== bytes[n - 1]?.[at]);
    return [shared, own.length - shared, ...own.slice(shared), 1];
  });
  const data = Uint8Array.from([keys.length, ...entries, ...keys.keys()]);
  assert.deepEqual(Array.from(component.packing.readTable(data), ([key, [n]]) => [key, n]), keys.map((key, n) => [key, n])); // biome-ignore format: one line
});

test("a table that ends too soon is an error", () => {
  const data = table([["rose", [1]], ["tulip", [2]]]); // biome-ignore format: one line
  for (let end = 1; end < data.length; end++) assert.throws(() => component.packing.readTable(data.subarray(0, end)));
});

describe("parts", () => {
  test("are loaded when a query needs them, each once", async () => {
    const host = hostOf();
    const engine = await host.open();
    assert.deepEqual(host.asked, ["index"]);
    assert.deepEqual(found(await engine.search("watering roses")).slice(0, 1), [1]);
    const first = host.asked.length;
    assert.ok(first > 1 && first < host.files.size);
    await engine.search("watering roses");
    assert.equal(host.asked.length, first);
    assert.equal(new Set(host.asked).size, first);
  });

  test("are loaded once for two queries at the same time, which do not disturb each other", async () => {
    const host = hostOf();
    const engine = await host.open();
    const [one, other] = await Promise.all([engine.search("tulips "), engine.search("greenhouses ")]);
    assert.deepEqual([found(one), found(other)], [[2], [3]]);
    assert.equal(new Set(host.asked).size, host.asked.length);
  });

  test("of rows are loaded once, too, and only the rows that are there are given", async () => {
    const host = hostOf();
    const engine = await host.open();
    host.files.delete("d3");
    const rows = await engine.rows("d", [0, 2, 3, 99]);
    assert.deepEqual(Array.from(rows, ([n, [key]]) => [n, key]), [[0, "key-0"], [2, "key-2"]]); // biome-ignore format: one line
    await engine.rows("d", [0]);
    assert.equal(host.asked.filter((name) => name === "d0").length, 1);
  });
});

/** An engine of which all parts of a space are missing, and what brings them back. */
async function lacking(space) {
  const host = hostOf();
  const engine = await host.open();
  const kept = new Map(host.files);
  for (const name of host.namesOf(space)) host.files.delete(name);
  return { host, engine, mend: () => { host.files = kept; } }; // biome-ignore format: one line
}

describe("what cannot be loaded", () => {
  test("is told, and what the other parts have is found", async () => {
    const { engine } = await lacking("q");
    const answer = await engine.search("watering roses");
    assert.deepEqual(found(answer)[0], 1);
    assert.ok(answer.missing > 0);
  });

  test("is tried again with the next query, and then told no more", async () => {
    const { engine, mend } = await lacking("p");
    const before = await engine.search("roses");
    assert.deepEqual(found(before), []);
    assert.ok(before.missing > 0);
    mend();
    const after = await engine.search("roses");
    assert.deepEqual([found(after).sort(), after.missing], [[0, 1, 4], 0]);
  });

  test("is told only where it was needed", async () => {
    const { engine } = await lacking("w");
    assert.ok((await engine.search("rosse")).missing > 0);
    assert.equal((await engine.search("roses ")).missing, 0);
  });

  test("is told to each of two queries at the same time", async () => {
    const { engine } = await lacking("q");
    const [one, other] = await Promise.all([engine.search("old roses "), engine.search("watering roses ")]);
    assert.ok(one.missing > 0 && other.missing > 0);
  });
});

describe("what also cannot be loaded", () => {
  test("is as well what holds nonsense, until it does not", async () => {
    const { host, engine, mend } = await lacking("p");
    const whole = new Map(host.files);
    for (const nonsense of ["", "<p>", 'shardSearch.take("x","one","");', "NAME"]) {
      mend();
      for (const name of host.namesOf("p")) {
        const text = nonsense === "NAME" ? `shardSearch.take("${name}","one","AAAA");` : nonsense;
        whole.set(name, text);
      }
      const kept = host.files;
      host.files = whole;
      assert.ok((await engine.search("roses ")).missing > 0, nonsense);
      host.files = kept;
    }
    assert.deepEqual(found(await engine.search("roses ")).length, 3);
  });

  test("is a list that ends too soon", async () => {
    const host = hostOf();
    const engine = await host.open();
    host.files.set("d0", script("d0", "one", new TextEncoder().encode('[["key')));
    assert.equal((await engine.rows("d", [0, 1])).size, 1);
  });

  test("is an error where it is the first part", async () => {
    await assert.rejects(new Host(new Map()).open(), /index/);
    await assert.rejects(new Host(new Map([["index", script("index", "one", new Uint8Array())]])).open());
    await assert.rejects(new Host(scripts(TITLES, "one", { form: 99 })).open(), /99/);
  });
});

describe("parts of another index", () => {
  async function replaced(heard) {
    const host = hostOf();
    const engine = await host.open(heard);
    host.files = scripts(["Roses of another index", ...TITLES], "two");
    return { host, engine };
  }

  test("are missing, and nothing of them is found", async () => {
    const { engine } = await replaced();
    const answer = await engine.search("roses ");
    assert.deepEqual([found(answer), answer.missing > 0], [[], true]);
  });

  test("are told, and what is done about them may be an error, each time", async () => {
    const told = [];
    const { host, engine } = await replaced(async (epoch) => {
      told.push(epoch);
      throw new Error("replaced");
    });
    await assert.rejects(engine.search("roses "), /replaced/);
    await assert.rejects(engine.search("roses "), /replaced/);
    assert.deepEqual(new Set(told), new Set(["two"]));
    await assert.rejects(engine.rows("d", [0]), /replaced/);
    host.files = scripts(TITLES);
    assert.deepEqual(found(await engine.search("roses ")).length, 3);
  });
});

describe("of many documents", () => {
  const PLANTS = ["Roses", "Tulips", "Daisies"];
  const many = Array.from({ length: 3000 }, (_, n) => `${PLANTS[n % 3]} ${n % 7 ? "in" : "and roses in"} bed${n % 40}`);

  for (const query of ["roses ", "roses bed7", "tulips roses bed7", "daisies tulips ", "tulips bed1 bed2 bed3 bed4 "]) {
    test(`the first ones are the first of all that "${query}" finds`, async () => {
      const answer = await (await hostOf(many).open()).search(query);
      const first = answer.first(40);
      assert.deepEqual(first, answer.hits.slice(0, 40));
      assert.deepEqual([answer.count, answer.wholes], [answer.hits.length, answer.whole.size]);
    });
  }

  test("all that are listed are those with every word, sorted", async () => {
    const { hits, whole, count } = await (await hostOf(many).open()).search("roses ");
    const listed = many.flatMap((title, n) => (/roses/i.test(title) ? [n] : []));
    assert.deepEqual([...whole].sort((a, b) => a - b), listed); // biome-ignore format: one line
    assert.deepEqual([count, hits.length], [listed.length, listed.length]);
    const scores = hits.map((hit) => Math.floor(hit.score * 1000 + 0.5));
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
  });
});

describe("a query does no harm", () => {
  for (const query of ["", "  ", "--", "()", "\\\\ $& ((["]) {
    test(`of "${query}", which finds nothing`, async () => {
      const answer = await (await hostOf().open()).search(query);
      assert.deepEqual([found(answer), answer.whole.size], [[], 0]);
    });
  }

  for (const query of ["constructor __proto__", "a".repeat(5000), "rose ".repeat(5000), "toString hasOwnProperty"]) {
    test(`that begins with "${query.slice(0, 30)}"`, async () => {
      assert.ok(Array.isArray((await (await hostOf().open()).search(query)).hits));
    });
  }
});

test("a long query loads no more than its first words need", async () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const titles = Array.from({ length: 200 }, (_, n) => `${letters[n % 26]}word${letters[Math.floor(n / 8)]}${n}`);
  const host = hostOf(titles);
  await (await host.open()).search(titles.join(" "));
  assert.ok(host.asked.length < host.files.size / 2, `${host.asked.length} of ${host.files.size}`);
});
