"""How many of something, in words."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 page`, `2,000 pages`, `no pages`."""
    return f"{f'{number:,}' if number else 'no'} {noun if number == 1 else plural or f'{noun}s'}"
