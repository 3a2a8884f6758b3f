"""What people read: the notice board, as paper and on a telephone (公示).

`board` holds the values to be posted and needs nothing; `render` needs the extra `notices`.
"""
