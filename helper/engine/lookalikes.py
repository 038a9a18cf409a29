"""Words that people disguise or misspell to slip past a reader, and honest words that look so.

The honest ones were picked out once, with lists of English words: everything one slip of the
keyboard away from a word in `HIDDEN`, every word that could be read as several of `HIDDEN` and
`GLUE` run together, and every pair of words that would make one of `HIDDEN` without the space.
"""

from __future__ import annotations

HIDDEN = tuple(
    """
    fuck fucks fucked fucker fuckers fucking fuckin motherfucker motherfuckers fuckwit cunt cunts
    twat twats prick pricks dickhead dickheads knobhead bastard bastards bellend bellends wanker
    wankers tosser tossers arsehole arseholes asshole assholes bitch bitches slut sluts whore
    whores slag slags shit shite shitty shithole bullshit bollocks scumbag scumbags shithead wank
    piss pissed arse nigger niggers nigga niggas faggot faggots tranny trannies dyke dykes retard
    retards retarded spastic spastics pikey pikeys paki pakis chink chinks gook gooks kike kikes
    raghead ragheads towelhead muzzie poof poofs poofter queer homo lesbo shemale ladyboy wetback
    negro negroes spaz mong feminazi coon coons wog wogs libtard hate hates hated despise loathe
    detest disgust disgusts disgusted disgusting kill killed murder shoot burn hang deport
    deported exterminate destroy vermin parasites parasite cockroaches scum filth filthy dirty
    animals disease cancer subhuman savages inferior stupid worthless terrorist terrorists rapists
    criminals idiot idiots moron morons muppet clown pathetic nonce nonces paedo paedos pedo
    pervert perverts women woman females muslim muslims islam islamic jewish jews hindus sikhs
    christians catholics immigrant immigrants migrants migrant refugee refugees foreigner
    foreigners asylum black blacks african africans asian asians pakistani pakistanis indians
    chinese arabs mexicans romanians albanians nigerians somalis gays lesbian lesbians homosexual
    homosexuals bisexual bisexuals transgender transgenders transsexual transsexuals trans queers
    disabled autistic cripple cripples handicapped travellers traveller gypsy gypsies people
    """.split()
)
"""In order of preference, where one disguise could stand for several."""

GLUE = frozenset(
    """
    we you they he she all the these those them every any an is are be not no do should must will
    can deserve to die dies dead of in on at with for and so just go get back home out off up away
    from white power ban stop send sent our my your country please never rot hell like such evil
    sick dumb ugly thick fat gross suck sucks stink stinks really ruin ruined gas beat shut him
    her his their need needs want wants this that got am im gay cant stand now have
    """.split()
)
"""Words that are run together with those: `ihatewomen`."""

HONEST = frozenset(
    """
    africa africana albanian animal arab ares asean asia asin back backs basterds batch batches
    belled birches bitched bleck blick block blocks bollock botch brun bullocks bustard butch
    caner canker catholic cents chank chik chin chinee chinos chins christian christiana
    christiane chunk chunks clow coins cons coos criminal crippled cuts depart departed deportee
    deporter depot destro dikes dirt disable disables dukes dyes fagot female fucken gipsy gyps
    handicapper hats hatte hatted hinds hindu hoom idio indian indiana indias interior isla islami
    killer lathe lesbia loath maron meron mexican mexicana moon moong moons moppet moran morin
    morn moro morone moros mudder muslin myron nagger nance negra negros nero niger nigerian none
    nones olathe paik pais pakistan passed pedos pick picks pike pikes pisser pisses pokey rapist
    rase refuge refuges regard regarded regards retarder romanian savage savaged shetty shie
    shifty shiite shirty shita shoo shot shotty shout shute sikh site slats slits slots slugs
    somali somalia soot tans tats tossed tosses towser tran traveler travelers travelled twas
    twits waker whare where wheres winker wore wyman
    """.split()
)
"""Real words one slip away from a hidden one."""

HONEST_WHOLE = frozenset(
    """
    anhang annonce annonces arabsat arseno bearse beclown becripple bedirty befilth behearse
    bewhore bitchin blackback blackburn blackout blackson burnam burnand burnbeat burnin burnisher
    burnout burnup christianson clownin coonan cooncan countrywoman countrywomen everywoman fuckup
    gaskill goatwhore gookin gypsylike hangin hangon hangout hangup hangwoman hearse hearselike
    homonomy idiothermy imong indochinese inhearse inshoot jewson killam killin mongan morongo
    murderin negrolike nohomo offscum offshoot outburn outkill outpeople outshoot outwhore
    outwoman parasitelike pissin scumlike scummy shitcan shither shoother shootin shootout sluther
    therapists transam transat transmigrant upburn updyke uphang upprick upshoot verminlike
    weatherburn whorelike whoreson womanlike womanpower
    """.split()
)
"""Real words and names in which hidden words stand by chance."""

HONEST_PAIRS = frozenset(
    """
    ar.abs as.ian bell.end bell.ends belle.nd bit.ch bitch.es bulls.hit ch.ink chin.ks cl.own
    co.ons de.port de.test des.troy dir.ty dis.ease ex.terminate foreign.er fuck.wit ha.ted hat.ed
    hat.es hind.us id.iot im.migrant im.migrants islam.ic jew.ish kill.ed lady.boy les.bo mi.grant
    mi.grants mo.ron mother.fucker negro.es non.ce pakistan.is pi.key pi.keys piss.ed que.er
    rag.head rag.heads refuge.es she.male shit.ty sub.human toss.er towel.head wet.back wh.ore
    who.re who.res worth.less
    """.split()
)
"""Two real words, a full stop between them, that would make a hidden one if joined."""
