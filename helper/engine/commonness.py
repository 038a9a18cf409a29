"""How common a word is in posts, so that phrases are filed under their rarest words.

Counted over the drafts in tests/drafts: the share of drafts that hold the word, in five steps.
A wrong step costs time and nothing else.
"""

from __future__ import annotations

_STEPS = (
    (
        90.0,
        """
        a and at for have i in is it my not of on the to you
        """,
    ),
    (
        50.0,
        """
        about all am are as be but can do from has if me no one our ripley school so
        that there they this was we what who will with would
        """,
    ),
    (
        20.0,
        """
        after again an any anyone ask asked back bay because been before by come could
        day did does down every first four get go going good got had he head her here
        him his home its just kids know last learning like mine mum never new nobody now
        off office only or out own people please put said say see she should since st
        staff still tell thank them then think thomas three time today told trust two up
        us want week when work year years your
        """,
    ),
    (
        8.0,
        """
        academy always anybody anything asking being believe best better big bit book
        bring bus called came car child children class council cover dad days dog doing
        done door eleven else email evening ever everyone family find five form found
        free friday full give goes gone group half hall happy hi hours how job keep
        kitchen lad lads lancaster late leave left let line list little long look lost
        lot love lovely made make man manager maths message minutes monday more morning
        mr name need next nice night nine nothing number old once ones open other ours
        over page parents pay person phone place post proud read reading right ring room
        round rst run same sat saturday says schools second seen send share site six
        some somebody someone something sorry stop sunday take talk tblt tea teach
        teacher teaching team ten term than their thing things through thursday till
        tomorrow tonight too took tuesday twice under use very way weeks well went were
        where which whole why word worked write wrong x yes
        """,
    ),
    (
        3.0,
        """
        agree allowed already also another answer anyway assistant away bad bag behalf
        behind below between bin board both bought box boy boys building call card chair
        change changed check christmas church club coat cold comes coming comment
        corridor course cried daughter dear decided department deputy desk dinner drive
        drop duty each easter eight employer end english enough even everybody
        everything face fair families feel fine fire follow food forty friend friends
        front gate gave gets getting girl girls god governors great hand hard having
        headteacher hear hello help honest honestly hope hour house hr husband interview
        into kid kind knows ladies lady lead learned lesson lessons letter level library
        life link live lol looked looking luck lunch mate may meeting mind miss money
        month months morecambe most mother moved mrs much mums music myself names near
        needs north notes officer official ok opinions outside paid paper parent park
        parking part past pe personal photo plan proper pupils question questions quiet
        rang rather real reception report results road running saw saying science sent
        september set shop short show sick side signed single sister sit sixth sleep
        small son speak speaking stand start started starts stay stood stopped story
        summer support ta table talking taught teachers telling thanks these thinking
        thinks third thirty those though thought til times top trip try turned tutor
        twenty u union until used view views voice wait walk walked wanted wants water
        website wednesday welcome wet while white whoever wife without woman words works
        worth writing written wrote yet yours
        """,
    ),
)
COMMONNESS = {word: cost for cost, words in _STEPS for word in words.split()}
RARE = 0.4
"""The cost of every other word: a draft in 250 holds it, or fewer."""
