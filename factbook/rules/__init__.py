"""Every rule, each written once: `rule(value, column, record, quotes) -> Fault | None`.

How a rule is added: write a module here with a pure function of that form, and list it in the module's `RULES`, with
the columns that it is for and how it proves a value:

    def check_acronym(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
        if any(value in quote.text for quote in quotes):
            return None
        return Fault("printed", f"{value!r} is not printed in the quote", "give it as printed")

    RULES = (Rule(check_acronym, tagged("acronym"), how="read"),)

`plan` finds it by itself and asks it wherever a column has the tag (`rule.Rule` says when, and with which quotes). A
rule that has to know what other records are called says `asks_names=True`: it is asked when all files are in, and finds
`record.references[id].names`; which names it has read is noted, so that it is asked again when one changes. A new kind
of problem is a line of `problems.KINDS` and a folder of tests/examples/bad. What concerns several files is a query in
`across`: a row is a fault.
"""
