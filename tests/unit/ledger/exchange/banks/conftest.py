"""Statements in standard formats, to be spoilt by tests."""

import pytest

OFX_1 = """\
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20250201<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1>
<STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>CNY
<BANKACCTFROM><BANKID>102<ACCTID>6222021234567890123<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20250101<DTEND>20250131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250104170000[0:GMT]<TRNAMT>300.00<FITID>A1<NAME>王芳<MEMO>1-1-101 卫生费 &amp; 谢谢</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250106<TRNAMT>-28.16<FITID>A2<NAME>新民建材</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>1271.84<DTASOF>20250131120000</LEDGERBAL>
</STMTRS></STMTTRNRS>
</BANKMSGSRSV1>
<CREDITCARDMSGSRSV1><CCSTMTTRNRS><TRNUID>2<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<CCSTMTRS><CURDEF>HKD<CCACCTFROM><ACCTID>4111</CCACCTFROM>
<BANKTRANLIST><DTSTART>20250101<DTEND>20250131
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250107<TRNAMT>-5,5<FITID>A1</STMTTRN>
</BANKTRANLIST>
</CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>
</OFX>
"""

_ENTRY_02 = """\
<Ntry><Amt Ccy="CNY">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2025-01-04</Dt></BookgDt><ValDt><Dt>2025-01-05</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><Dbtr><Nm>王芳</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>1-1-101</Ustrd><Ustrd>卫生费</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
"""
_ENTRY_08 = """\
<Ntry><Amt Ccy="CNY">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><DtTm>2025-01-04T01:30:00Z</DtTm></BookgDt><ValDt><Dt>2025-01-05</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
<NtryDtls><TxDtls>
<RltdPties><Dbtr><Pty><Nm>王芳</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>6222</Id></Othr></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>1-1-101 卫生费</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
"""


def camt(version: str, entries: str, closing: str = "1271.84") -> str:
    """Write a statement of this version with these entries, opened with 1000.00."""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId></GrpHdr>
<Stmt><Id>S1</Id><Acct><Id><Othr><Id>6222021234567890123</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-01-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-01-31</Dt></Dt></Bal>
{entries}</Stmt></BkToCstmrStmt></Document>
"""


@pytest.fixture
def ofx() -> str:
    """An OFX file of version 1 with a bank account and a credit card."""
    return OFX_1


@pytest.fixture(params=["02", "08"])
def camt_file(request: pytest.FixtureRequest) -> str:
    """A camt.053 file of each version: the first entry in its manner, and money that went out."""
    out = """\
<Ntry><Amt Ccy="CNY">28.16</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2025-01-06</Dt></BookgDt><NtryRef>R2</NtryRef>
<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>新民建材</Nm></Cdtr></RltdPties></TxDtls></NtryDtls>
<AddtlNtryInf>路灯灯泡</AddtlNtryInf></Ntry>
"""
    if request.param == "08":
        out = out.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        out = out.replace("<Nm>新民建材</Nm>", "<Pty><Nm>新民建材</Nm></Pty>")
    first = _ENTRY_02 if request.param == "02" else _ENTRY_08
    return camt(request.param, first + out)
