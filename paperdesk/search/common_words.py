"""Words that do not tell what a paper is about.

Search has no stop words: only where few papers have all words of a query, those of a question are
set aside.
"""

from __future__ import annotations

from paperdesk.model.tokenizer import split
from paperdesk.search.stemming import stem

_STOP_WORDS = frozenset(
    split(
        """
    a an and any are as at be been before being between both but by can could did do does each
    for from had has have here how however if in into is it its may might more most much must no
    nor not of on only or other our over per so some such than that the their them then there
    these they this those through thus to under us very was we were what when where which while
    who whose why will with within without would yet you your
    """
    )
)
"""A large library gives them no weight anyway; a small one would."""

_QUESTION_WORDS = _STOP_WORDS.union(
    split("about anybody anyone anything i me my paper papers somebody someone something whether")
)
"""What a question has besides the words that tell what it asks for."""

_PROSE = """
    ability able academic accordingly account achieve across additional additionally address
    adequate adopt advance advantage affect aim allow along already also although always among
    analysis analyze another answer appear application apply approach area around art article
    aspect assess associate assume attain attempt available average based baseline basis become
    begin behind bench benchmark benefit best better beyond brief bring broad build calculate
    call capability capable capture carefully carry case cause certain challenge change
    characteristic choice choose clear closely code collect com combine come common commonly
    community comparable compare comparison compelling competitive complete complex
    comprehensive compute concept conclude concrete condition conduct consequently consider
    consist consistent construct contain contrast contribute contribution conventional core
    correspond cost cover create critical crucial current currently data dataset deal define
    deliver demonstrate denote depend derive describe design desire despite detail determine
    develop differ different difficult direct directly discover discuss distinct diverse due
    easily easy effect effective efficiency efficient effort eight either elaborate emerge
    emphasize empirical employ enable encounter end enhance enough ensure entire equal
    especially essential establish estimate evaluate even eventually every evidence evident
    examine example exceed exhibit exist expand expect expensive experiment explain exploit
    explore extend extensive extent face facilitate fact fail far favorable feasible few field
    final find first five focus follow form formulate four framework full fully fundamental
    further furthermore future gain gap general generally get github give given goal good great
    greatly ground grow handle hard help high highlight hold http https huge idea ideal identify
    illustrate impact implement implementation implication important improve include including
    incorporate increase increasingly indeed indicate individual inherent initial insight
    inspire instance instead integrate intend interest intermediate introduce introduction
    investigate involve issue keep key kind know lack large largely last later latter lead least
    leave lend less level leverage lie light like likely limit line link literature little look
    low mainly maintain major make manner many match matter mean measure meet method methodology
    might mitigate model modern moreover motivate move namely near necessary need never
    nevertheless new next nine notable note notion novel number numerous observe obtain occur
    offer often old once one ongoing open operate opportunity order org original outcome
    outperform overall overcome overview page paper paradigm part particular past pave perform
    performance period perspective pipeline plausible play point poor popular pose possible
    potential powerful practical practice precise prefer preliminary present prevalent prevent
    previous primarily primary principle prior pro problem procedure process produce progress
    project prominent promise proper propose protocol prove provide public publicly purpose put
    quality question quite raise range rapid rare rate rather reach read real realistic really
    reason recent recently recognize reduce refer regard related relative release relevant
    reliable rely remain remarkable report represent require research resource respect
    respective rest result retain reveal review rich right rise robust role rule run satisfy
    same scalable scale scenario scientific scope second section see seek seem self separate serve
    set setting seven several severe share shift shortcoming show shown significance significant
    similar simple simply simultaneous since single situation six size small solely solid
    solution solve some source special specific stage stand standard start state step still
    straightforward strategy strength strong strongest struggle study suboptimal subsequent
    substantial success successful suffer sufficient suggest suit suitable superior support
    surpass survey system systematic tackle take task technique ten tend term test theory
    therefore think thorough thousand three time today together tool top total toward towards
    traditional train transform treat trend tried try turn two type typical ultimate underlie
    underlying understand unified unique unlike upon use useful user usual utility utilize valid
    validate valuable value variety various vary vast verify versatile version via view vital
    want way website well whether whole wide widespread work world worse www yet yield zero
"""
"""Words that an abstract may have whatever it is about."""

_STOP_STEMS = frozenset(map(stem, _STOP_WORDS))
_PROSE_STEMS = frozenset(map(stem, split(_PROSE)))


def is_common(word: str) -> bool:
    """Whether a folded word, or another with its stem, may be in every abstract."""
    return word in _STOP_WORDS or stem(word) in _PROSE_STEMS


def is_common_term(term: str) -> bool:
    """Whether an index term, which is a stem, may be in every abstract."""
    return term in _STOP_STEMS or term in _PROSE_STEMS


def is_question_word(word: str) -> bool:
    """Whether a folded word tells nothing of what a question asks for."""
    return word in _QUESTION_WORDS
