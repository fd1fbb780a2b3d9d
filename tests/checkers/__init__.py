"""Programs that judge what jdgen prints, each behind a function that returns findings.

    pdfcheck      PDF/UA and PDF/A, by veraPDF
    ooxml         Word files, by openxml-audit and by the Open XML SDK
    libreoffice   Word files opened and printed, by LibreOffice
    pages         a PDF's pages as text and as pictures, by Poppler, MuPDF and qpdf
    tools         where these programs are, and what happens where they are not

A checker that can't do its work raises: no finding always means "looked at, and found good".
"""
