"""Measures of an official document: paper, margins, letter sizes.

Source: Decree 30/2020/NĐ-CP, Annex I, parts I and II. Where the decree gives a range, the
value is one that keeps the heading on one line.
"""

FONT = "Times New Roman"

# Paper and margins, in millimetres: A4, upright.
PAGE_WIDTH_MM = 210
PAGE_HEIGHT_MM = 297
TOP_MARGIN_MM = 20
BOTTOM_MARGIN_MM = 20
LEFT_MARGIN_MM = 30
RIGHT_MARGIN_MM = 15
TEXT_WIDTH_MM = PAGE_WIDTH_MM - LEFT_MARGIN_MM - RIGHT_MARGIN_MM

# The heading: the agency on the left, the name of the State or the Party on the right.
AGENCY_COLUMN_MM = 65
STATE_COLUMN_MM = TEXT_WIDTH_MM - AGENCY_COLUMN_MM
AGENCY_RULE_MM = 24  # a third to a half of the line above it
MOTTO_RULE_MM = 58  # as long as the motto
PARTY_NAME_RULE_MM = 68  # as long as the name of the Party
TITLE_RULE_MM = 50

# The foot: recipients on the left, the signature on the right.
RECIPIENTS_COLUMN_MM = 80
SIGNATURE_COLUMN_MM = TEXT_WIDTH_MM - RECIPIENTS_COLUMN_MM
SIGNATURE_SPACE_PT = 60  # room for the signature and the seal above the name

# Sizes of letters, in points.
STATE_NAME_PT = 12
MOTTO_PT = 13
PARTY_NAME_PT = 14
AGENCY_PT = 12
NUMBER_PT = 13
PLACE_AND_DATE_PT = 13
LETTER_ABSTRACT_PT = 12
TITLE_PT = 14
BODY_PT = 14
RECIPIENTS_LABEL_PT = 12
RECIPIENTS_PT = 11
PAGE_NUMBER_PT = 13
RULE_PT = 2  # height of the empty line that carries a rule

FIRST_LINE_INDENT_MM = 12.7
PARAGRAPH_SPACE_PT = 6
LINE_SPACING = 1.15
