"""How a dossier stands is a value."""

from gongtong.mediation.dossiers.standing import DossierStanding


def test_what_is_missing_for_one_end_need_not_be_for_another() -> None:
    """They are two lists."""
    standing = DossierStanding((), ("回访记录",), None, None, survey_offered=False)
    assert standing.missing_to_escalate != standing.missing_to_close
