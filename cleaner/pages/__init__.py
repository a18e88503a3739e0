"""The pages of a text, found once, and the furniture at their edges: page numbers, running heads, vertical heads, stamps.

Page breaks first: form feeds and page marks, then sequences of page numbers that are proved, then heads that their form tells (a
journal's name with year and issue, a masthead) or that stand in mid-sentence again and again. Then what is next to the breaks, layer
by layer. What is not at the edge of a page is never furniture, whatever repeats.
"""
