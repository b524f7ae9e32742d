"""Changes of the search engine of a page, whichever it is: of when it answers, and of what."""

#: Answers wait until what ``held`` has for each is called; the newest is the last.
HOLD = """survey.search.loadEngine().then(engine => {
  const search = engine.search.bind(engine);
  window.held = [];
  engine.search = async query => {
    await new Promise(go => held.push(go));
    return search(query);
  };
})"""
#: A part of the index cannot be loaded.
LACK = """survey.search.loadEngine().then(engine => {
  const search = engine.search.bind(engine);
  engine.search = async query => ({...await search(query), missing: 1});
})"""
#: Texts wait until what ``held`` has for each request is called; ``asked`` has the numbers of each.
HOLD_TEXTS = """survey.search.loadEngine().then(engine => {
  const texts = engine.texts.bind(engine);
  window.held = [];
  window.asked = [];
  engine.texts = async ids => {
    asked.push(ids);
    await new Promise(go => held.push(go));
    return texts(ids);
  };
})"""
