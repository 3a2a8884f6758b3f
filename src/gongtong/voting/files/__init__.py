"""Files of ballots: PrefLib, Pabulib, BLT, and tables with Chinese headings (选票文件)."""
