"""Small sites, each with what comes of it. A case is a folder:

    NAME/case.yml     the idea in a sentence, the day, and which pages and data are recorded
    NAME/site/        the sources: as little as shows the idea
    NAME/expected/    what the terminal says, and those pages and rows as text; never written by hand

`make cases` rewrites what is expected. Read the diff: it is the review. In case.yml, a page may name one of its
sections, `/deals/port-loan/#money`, and data the columns that matter, `money.csv: [stage, value]`.
"""
