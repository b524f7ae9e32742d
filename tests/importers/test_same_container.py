"""Names of journals, books and proceedings: in full, abbreviated, or as letters."""

import pytest
from livingsurvey.importers.same_container import may_be_same_container


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Physical Review D", "Phys. Rev. D"),
        ("Journal of High Energy Physics", "JHEP"),
        ("The Journal of Biological Chemistry", "J Biol Chem"),
        ("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci."),
        ("Proceedings of the 34th International Conference on Machine Learning", "ICML 2017"),
        ("Advances in Neural Information Processing Systems", "NeurIPS"),
        ("IEEE/CVF Conference on Computer Vision and Pattern Recognition", "CVPR"),
        ("Annalen der Physik", "Ann. Phys."),
        ("Mathematics & Society", "Mathematics and Society"),
        ("Nature", ""),
        ("Die Welt der Bienen", "Welt Bienen"),
        ("蜂", "蜂"),
    ],
)
def test_names_of_one_container_agree(one: str, other: str) -> None:
    assert may_be_same_container(one, other)
    assert may_be_same_container(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Annals of Botany", "Annals of Zoology"),
        ("Physical Review D", "Physical Review E"),
        ("Journal of Bees", "Abstracts of the Annual Meeting"),
        ("ICML 2017", "NeurIPS 2017"),
        ("Nature", "Science"),
        ("Nature", "Nature Physics"),
        ("蜂", "蝶"),
        ("Blood", "Brain"),
    ],
)
def test_names_of_two_containers_differ(one: str, other: str) -> None:
    assert not may_be_same_container(one, other)
    assert not may_be_same_container(other, one)
