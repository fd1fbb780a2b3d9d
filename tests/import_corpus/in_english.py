"""English job descriptions: Word, plain text, web page, spreadsheet."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence

from tests.import_corpus.numbering import numbered
from tests.import_corpus.sheets import Workbook
from tests.import_corpus.telling import Layout, Plain, Printed, Printing, Sheaf, english
from tests.import_corpus.word import Word, bar, label, value


def _texts(duties: Sequence[Plain]) -> list[str]:
    return [duty["text"] for duty in duties]


def word_prose() -> Printing:
    """The form most American employers use: bold labels, bullets, acknowledgement."""
    sheaf = Sheaf()
    for data in english().roles[:4]:
        post, word = sheaf.post(data), Word(latin="Calibri", size=11)
        word.title("JOB DESCRIPTION")
        word.labelled("Position Title: ", post.say("title"))
        word.labelled("Department: ", post.say("department"))
        word.labelled("Reports To: ", post.say("reports_to"))
        word.labelled("Number of Positions: ", post.say("headcount"))
        word.labelled("Date Prepared: ", post.say("filled_on"))
        word.heading("Position Summary", 2)
        word.line(post.say("summary"), after=6)
        word.heading("Essential Duties and Responsibilities", 2)
        number = word.new_list(("bullet", "•"))
        for text in _texts(post.duties()):
            word.item(text, number)
        word.heading("Decision-Making Authority", 2)
        number = word.new_list(("bullet", "•"))
        for text in post.many("authority"):
            word.item(text, number)
        word.heading("Minimum Qualifications", 2)
        word.labelled("Education: ", post.asks("education"))
        word.labelled("Experience: ", post.asks("experience"))
        skills = post.asks("knowledge_skills")
        word.labelled("Knowledge, Skills and Abilities: ", skills)
        word.heading("Work Environment", 2)
        word.line(post.asks("environment"), after=12)
        word.line("Employee signature: ______________________   Date: ______________")
        sheaf.files[f"{post.say('title')}.docx"] = word.data()
    return sheaf.done()


def word_grid() -> Printing:
    """A four-column grid with section bars and a table of reports."""
    sheaf = Sheaf()
    for data in english().roles[1:5]:
        post, word = sheaf.post(data), Word(latin="Arial", size=10)
        word.title("Position Description")
        columns = ("document", "timing", "recipients")
        reports = post.rows("reports", *columns)
        word.grid((3.6, 4.8, 3.6, 4.8), [
            [bar("1. POSITION IDENTIFICATION", 4)],
            [label("Job Title"), value(post.say("title")),
             label("Department / Division"), value(post.say("department"))],
            [label("Immediate Supervisor"), value(post.say("reports_to")),
             label("Direct Reports"), value(post.line("direct_reports", between=", "))],
            [bar("2. PURPOSE OF POSITION", 4)],
            [value(post.say("summary"), 4)],
            [bar("3. KEY ACCOUNTABILITIES", 4)],
            [value(numbered(_texts(post.duties()), "1. "), 4)],
            [bar("4. WORKING RELATIONSHIPS", 4)],
            [label("Internal"), value(post.line("relations", "internal", between=", "), 3)],
            [label("External"), value(post.line("relations", "external", between=", "), 3)],
            [bar("5. PERSON SPECIFICATION", 4)],
            [label("Education"), value(post.asks("education"), 3)],
            [label("Experience"), value(post.asks("experience"), 3)],
            [label("Skills & Knowledge"), value(post.asks("knowledge_skills"), 3)],
            [label("Working Hours"), value(post.asks("working_hours"), 3)],
        ])  # fmt: skip
        word.line("6. REPORTS TO BE PREPARED", bold=True, after=3)
        word.grid((7, 3.4, 6.4), [
            [label("Report"), label("When due"), label("Submitted to")],
            *([value(row[column].replace("、", ", ")) for column in columns] for row in reports),
        ])  # fmt: skip
        sheaf.files[f"PD - {post.say('title')}.docx"] = word.data()
    return sheaf.done()


def plain() -> Printing:
    """Plain text wrapped at 72 columns, section names in capitals."""
    sheaf = Sheaf()
    lines: list[str] = []
    for data in english().roles[:5]:
        post = sheaf.post(data)
        lines += [
            "=" * 72,
            f"JOB TITLE:     {post.say('title')}",
            f"DEPARTMENT:    {post.say('department')}",
            f"SUPERVISOR:    {post.say('reports_to')}",
            "FLSA STATUS:   Exempt",
            "=" * 72,
            "",
            "SUMMARY",
            *textwrap.wrap(post.say("summary"), 72),
            "",
            "ESSENTIAL FUNCTIONS",
            *_bullets(_texts(post.duties())),
            "",
            "SUPERVISORY RESPONSIBILITIES",
            post.line("direct_reports", between=", "),
            "",
            "REQUIRED EDUCATION AND EXPERIENCE",
            f"Education: {post.asks('education')}",
            f"Experience: {post.asks('experience')}",
            "",
            "KNOWLEDGE, SKILLS AND ABILITIES",
            *textwrap.wrap(post.asks("knowledge_skills"), 72),
            "",
        ]
    sheaf.files["job_descriptions.txt"] = ("\n".join(lines) + "\n").encode()
    return sheaf.done()


def _bullets(texts: Sequence[str]) -> list[str]:
    return [
        line
        for text in texts
        for line in textwrap.wrap(text, 72, initial_indent="  * ", subsequent_indent="    ")
    ]


def web_page() -> Printing:
    """A careers page in English for staff: headings and lists, posts one after another."""
    sheaf = Sheaf()
    parts = [_section(sheaf.post(data)) for data in english().roles[:4]]
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Job descriptions</title><style>body{{font-family:sans-serif}}</style></head><body>
<header><a href="/">Home</a> | <a href="/people">People</a></header>
<h1>Job Descriptions</h1>{"".join(parts)}
<footer>Last updated 1 March 2012. Human Resources.</footer></body></html>"""
    sheaf.files["job-descriptions.html"] = page.encode()
    return sheaf.done()


def _section(post: Printed) -> str:
    pairs = (
        ("Department", post.say("department")),
        ("Reports to", post.say("reports_to")),
        ("Headcount", post.say("headcount")),
        ("Age", post.asks("age")),
    )
    head = "".join(f"<tr><th>{name}</th><td>{html.escape(text)}</td></tr>" for name, text in pairs)
    asked = (
        ("Education", post.asks("education")),
        ("Experience", post.asks("experience")),
        ("Skills", post.asks("knowledge_skills")),
    )
    needs = "".join(f"<li><b>{name}:</b> {html.escape(text)}</li>" for name, text in asked)
    duties = "".join(f"<li>{html.escape(text)}</li>" for text in _texts(post.duties()))
    powers = "".join(f"<li>{html.escape(text)}</li>" for text in post.many("authority"))
    return (
        f"<h2>{post.say('title')}</h2><table>{head}</table>"
        f"<h3>Job purpose</h3><p>{html.escape(post.say('summary'))}</p>"
        f"<h3>Main duties</h3><ol>{duties}</ol><h3>Authority</h3><ul>{powers}</ul>"
        f"<h3>What you need</h3><ul>{needs}</ul>"
    )


def spreadsheet() -> Printing:
    """A row per job, several lines in a cell."""
    sheaf, book = Sheaf(), Workbook()
    names = ("Job Title", "Department", "Line Manager", "Headcount", "Job Summary",
             "Key Responsibilities", "Education Required", "Experience Required",
             "Skills Required")  # fmt: skip
    sheet = book.sheet("Jobs", (24, 24, 24, 10, 40, 80, 24, 30, 40))
    book.row(sheet, 0, names, "label")
    for number, data in enumerate(english().roles, 1):
        post = sheaf.post(data)
        book.row(sheet, number, [
            post.say("title"), post.say("department"), post.say("reports_to"),
            post.say("headcount"),
            post.say("summary"), "\n".join(numbered(_texts(post.duties()), "•")),
            post.asks("education"), post.asks("experience"),
            post.asks("knowledge_skills"),
        ])  # fmt: skip
    sheaf.files["jobs.xlsx"] = book.data()
    return sheaf.done()


LAYOUTS = (
    Layout("en-docx-prose", "bold labels, bullets, acknowledgement", word_prose),
    Layout("en-docx-grid", "four columns with section bars", word_grid),
    Layout("en-txt", "capitals, lines wrapped at 72 columns", plain),
    Layout("en-html", "headings, small tables, lists", web_page),
    Layout("en-xlsx", "a row per job", spreadsheet),
)
