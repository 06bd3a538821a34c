"""The names of months and weekdays in many languages, as patterns for one whole lower-case word."""

from functools import lru_cache

MONTHS = {
    "en": "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? "
    "nov(?:ember)? dec(?:ember)?",
    "de": r"j[aä]n(?:ner|uar)? feb(?:ruar)? märz apr(?:il)? mai juni? juli? aug(?:ust)? sept?(?:ember)? okt(?:ober)? "
    r"nov(?:ember)? dez(?:ember)?",
    "fr": "janv(?:ier)? févr(?:ier)? mars avr(?:il)? mai juin juil(?:let)? août sept(?:embre)? oct(?:obre)? "
    "nov(?:embre)? déc(?:embre)?",
    "es": "ene(?:ro)? feb(?:rero)? mar(?:zo)? abr(?:il)? mayo jun(?:io)? jul(?:io)? ago(?:sto)? sep?t?(?:iembre)? "
    "oct(?:ubre)? nov(?:iembre)? dic(?:iembre)?",
    "it": "gen(?:naio)? feb(?:braio)? mar(?:zo)? apr(?:ile)? mag(?:gio)? giu(?:gno)? lug(?:lio)? ago(?:sto)? "
    "set(?:tembre)? ott(?:obre)? nov(?:embre)? dic(?:embre)?",
    "pt": "jan(?:eiro)? fev(?:ereiro)? mar(?:ço)? abr(?:il)? mai(?:o)? jun(?:ho)? jul(?:ho)? ago(?:sto)? "
    "set(?:embro)? out(?:ubro)? nov(?:embro)? dez(?:embro)?",
    "nl": "jan(?:uari)? feb(?:ruari)? maart apr(?:il)? mei juni? juli? aug(?:ustus)? sep(?:tember)? okt(?:ober)? "
    "nov(?:ember)? dec(?:ember)?",
    "pl": r"stycz\w+ lut\w+ mar[zc]\w* kwie\w+ maja? czerw\w+ lip[ice]\w+ sierp\w+ wrze\w+ paźdz\w+ listop\w+ grud\w+",
    "uk": r"січ\w+ лют\w+ берез\w+ квіт\w+ трав\w+ черв\w+ лип\w+ серп\w+ верес\w+ жовт\w+ листоп\w+ груд\w+",
    "ru": r"янв\w* фев\w* март\w* апр\w* ма[йяе] июн\w* июл\w* авг\w* сен\w* окт\w* ноя\w* дек\w*",
    "bg": r"януари февруари март април май юни юли август септември октомври ноември декември",
    "ro": "ian(?:uarie)? feb(?:ruarie)? mar(?:tie)? apr(?:ilie)? mai iun(?:ie)? iul(?:ie)? aug(?:ust)? "
    "sept?(?:embrie)? oct(?:ombrie)? n(?:oiembrie|oi|ov) dec(?:embrie)?",
}
"""January to December."""
WEEKDAYS = {
    "en": "monday tues(?:day)? wednesday thurs(?:day)? friday saturday sunday",
    "de": "montags? dienstags? mittwochs? donnerstags? freitags? (?:samstags?|sonnabends?) sonntags?",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda(?:-feira)? terça(?:-feira)? quarta(?:-feira)? quinta(?:-feira)? sexta(?:-feira)? sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": r"poniedział\w+ wtor\w+ środ\w+ czwart\w+ piąt\w+ sobot\w+ niedziel\w+",
    "uk": r"понеділ\w+ вівтор\w+ серед[аиуію] четвер\w* п'ятниц\w+ субот\w+ неділ\w+",
    "ru": r"понедельник\w* вторник\w* сред[аыуе] четверг\w* пятниц\w+ суббот\w+ воскресень\w+",
    "bg": r"понеделник вторник сряда четвъртък петък събота неделя",
    "ro": r"luni marți(?:a)? miercuri(?:a)? joi(?:a)? vineri(?:a)? sâmbăt[aă] duminic[aă]",
}
"""Monday to Sunday."""


@lru_cache(maxsize=64)
def months(language: str) -> tuple[str, ...]:
    """Twelve patterns, or none where the language is not known."""
    return tuple(MONTHS.get(language, "").split())


@lru_cache(maxsize=64)
def weekdays(language: str) -> tuple[str, ...]:
    """Seven patterns, or none where the language is not known."""
    return tuple(WEEKDAYS.get(language, "").split())
