"""How each kind of problem is cured: what an editor does about it, beyond the hint that comes with the message."""

REMEDIES: dict[str, str] = {
    "file": (
        "Name it `facts/<table>/<subject>.yml`, save it as UTF-8 without a byte order mark and with LF line ends, "
        "and give it one list of records. Other files do not belong under `facts/`."
    ),
    "yaml": (
        "Put quotation marks around a text that holds `: ` or ` #`, or that begins with a sign; indent with "
        "spaces; write a value out where an anchor, an alias or a tag stood."
    ),
    "structure": (
        "Compare with a record that is there, or with `build.py new`: a file is a list of records, a record is a "
        "mapping of keys, a value is a text on one line."
    ),
    "unknown-table": "Move the file into the folder of its table. A new table begins in `schema.sql`.",
    "unknown-key": "Use the key that the message suggests. A new column begins in `schema.sql`.",
    "missing-key": "Give the value, with its proof. If the article does not say it, it may be no record of this table.",
    "duplicate-key": "Keep one of the two. Two values for one key are two records, or an alias and a name.",
    "placeholder": "Take the key out: a value that is not given is NULL, and that means that no cited article says it.",
    "type": "Write digits, without separators, currency signs or units: those have columns of their own.",
    "date": "Write what is printed and no more: `2010`, `2020-12`, `2025-06-16`, `2018/2023`, `1986~`, `[..2021-03]`.",
    "choice": "Take the value from the list that fits what the article says. A new one begins in `schema.sql`.",
    "slug": "Write lower-case letters, digits and single hyphens; accents are dropped. `build.py new` makes such ids.",
    "duplicate-id": (
        "If it is the same thing, keep one record and give it both citations; if not, give the new one another id."
    ),
    "id-gone": (
        "Bring the record back under its id. If it has to go, say in `facts/retired.yml` why, and what it was "
        "merged into."
    ),
    "history": (
        "Take id, table and field from the record as it was published; take the entry out where nothing that was "
        "published is concerned."
    ),
    "published": (
        "Put the value back. If it was wrong in the release, `build.py correct` writes the new value and the entry in "
        "`facts/changes.yml`; `build.py diff --write` drafts entries for all that differs from a release."
    ),
    "duplicate-row": "Take one of the two out.",
    "duplicate-name": (
        "If it is the same thing, keep one record and give it both citations. If not, give the other name its "
        "scope, or say `distinct_from` with the reason."
    ),
    "reference": "Correct the id, or add the record that it names.",
    "constraint": "Read the constraint of that name in `schema.sql`: it says which values go together.",
    "characters": "Type the word anew. The message names the character, or the word and its scripts.",
    "control-character": "Delete it. It often comes with text that was copied from a page or a PDF.",
    "quote-absent": (
        "Copy the words from the paragraph: the message shows the nearest passage. `build.py read` shows the "
        "article with its paragraph numbers."
    ),
    "quote-ambiguous": "Take in words before or after it, until it is there once.",
    "quote-length": "Take more of the passage, or cite two passages, each with its `fields`.",
    "quote-sentence": "Leave out what proves nothing, so that a passage is quoted and no sentence is copied.",
    "quote-cut": (
        "Take the whole word or number in, and the word that bounds it or turns its sense: `more than 1,500` is not "
        "`1,500`, and a `former` governor does not govern."
    ),
    "paragraph": "Count the lines that hold more than white space, from 1; `build.py read` shows the numbers.",
    "fields": "Name keys that the record gives. With two citations or more, each says what it proves.",
    "unproved": (
        "Add the field to the citation that prints the value, cite another passage, or give a derivation with its "
        "reason. If nothing proves it, take the value out."
    ),
    "number": "Quote the words that print it, or give a derivation with the reckoning.",
    "year": "Quote the words that print year, month and day, or give less of the date, or a derivation.",
    "qualifier": "Choose the bound that is printed before the number, and take its words into the quote.",
    "named": (
        "Take the words that name it into the quote, give the record the article's word for it as an alias, or a word "
        "that every article may use under `names`; else give a derivation whose reason names it."
    ),
    "voice": "Enter the voice that the sentence has, or quote the words that attribute it.",
    "speaker": (
        "Name whom the sentence names. In an interview, list who speaks in which paragraph under `speaks` of the "
        "source."
    ),
    "reason": "Say in three words or more from what it follows, and name in it the amount, the year or the class.",
    "reckoned": "Correct the sum or the value; cite the words that print its numbers.",
    "article": "Give it as it is printed, with its paragraph; leave out what the article does not print.",
    "checked": (
        "Write the day on which you held the record against its article; where that is after the release, set "
        "`[tool.factbook] date` in pyproject.toml to the day of the next one."
    ),
    "translation": (
        "Translate what the original says, with its numbers and names; `build.py translate <language>` lists "
        "what there is. A name in another language belongs to the `names` of the record that has it."
    ),
    "same-words": "Give both quotes the voice and the speaker that their sentence has.",
    "words": (
        "Cite the words that have it, refer to the record that is called so, or leave it out. The article's word for "
        "it, where `lexicon.yml` lacks it, goes there."
    ),
    "class": (
        "Quote a word that shows the class, choose the class that the article shows, or give a derivation. A word that "
        "is missing goes into `lexicon.yml`."
    ),
    "printed": "Write the words as the quote has them, or give a derivation where the form is ours.",
    "unit": "Write the unit as it is printed: `$`, `dollars` and `USD` are three things.",
    "derivation": "Derive a key that the record gives, or take the entry out.",
    "paragraph-open": "Cite it for a fact, or list it under the source's `no_facts` with the reason.",
    "number-open": "Quote it for a fact, or list it under the source's `uncited_numbers` with the reason.",
    "ledger": "Take the entry out: the paragraph or the number is cited now, or is not there.",
    "copying": "Cite only the words that prove a value, in the sentences that `build.py copying` counts.",
    "archive": (
        "Put the capture into the archive as `<id>.txt`, byte for byte. Another capture is another source, with an "
        "id of its own."
    ),
    "lock": "Run `build.py verify --archive DIR` where the articles are, and commit the lock with the facts.",
    "format": "Run `build.py fmt`. Put a comment on lines of its own above a record.",
    "metadata": "Write the key as the hint has it, or take it out; what may be said is in the head of metadata.yml.",
    "schema": (
        "Declare it as the hint says: each column on a line of its own, its comment and its tags on the lines above."
    ),
    "lexicon": (
        "Name a table, a column and one of its values as `schema.sql` has them, a language that is read, and a word "
        "that no other value of the column has."
    ),
    "vocabulary": "Leave each word in one group, and give each group a word by which the facts themselves say it.",
    "audit": "Read the view of that name in `schema.sql`: it says what may not be; correct the records that it names.",
}
