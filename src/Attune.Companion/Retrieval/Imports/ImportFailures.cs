using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Why a file cannot be taken.</summary>
internal static class ImportFailures
{
    public static Failure OneFileAtATime { get; } = new("one_file_at_a_time", 400, "A form holds more than one file.",
        "Nothing was stored.", "Send each file in a form of its own, or all of them to /v1/knowledge/imports.");

    public static Failure NoText(string name) => new("empty_file", 400, "The file holds no text.",
        $"Nothing readable was found in '{name}'.", "Check that the file is the right one and was saved.");

    public static Failure InvalidForm(string reason) => new("invalid_form", 400, "The form could not be read.",
        reason, "Send multipart/form-data with one file in the field 'file'; curl -F file=@NAME does.");

    public static Failure UnsupportedFile(string reason) => new("unsupported_file", 400, "This kind of file cannot be read.",
        reason,
        "Save it as text, Markdown, HTML, CSV or PDF (.txt, .md, .markdown, .html, .htm, .csv, .tsv, .pdf) and send that.");

    public static Failure UnknownEncoding(string name) => new("unknown_encoding", 400, "The file's characters cannot be read.",
        $"'{name}' is neither UTF-8 nor UTF-16 with a byte order mark.", "Save the file as UTF-8 and send it again.");

    public static Failure FileTooLarge(string name, long limit) => new("file_too_large", 413, "The file is too large.",
        $"'{name}' has more than {limit} bytes.", "Split it, or raise the setting Documents:MaxFileBytes.");

    public static Failure TooManyFiles(int limit) => new("too_many_files", 400, "A form holds too many files.",
        $"At most {limit} files are taken at once.",
        "Send the rest in a form of its own, or raise the setting Documents:MaxFiles.");

    public static Failure HtmlTooComplex(int elements, double seconds) => new("html_too_complex", 400, "The page is too complex.",
        $"It has more than {elements} elements, or reading it takes longer than {seconds} seconds.",
        "Save the page as text and send that, or split it.");

    public static Failure TableUnreadable(int line, string reason) => new("table_unreadable", 400, "The table cannot be read.",
        $"The record that begins on line {line} {reason}.",
        "Save it as CSV (RFC 4180): cells with quotation marks in quotation marks, those inside doubled.");

    public static Failure TableTooLong(long limit) => new("table_too_long", 413, "The table is too long.",
        $"With its column names in each row, its text has more than {limit} bytes.",
        "Split it, leave out columns, or raise the setting Knowledge:MaxDocumentBytes.");

    public static Failure NoPdfReader(string program) => new("pdf_reader_missing", 501, "PDF documents cannot be read here.",
        $"The program '{program}' is not installed on the server.",
        "Install poppler-utils and poppler-data (Debian names), or save the document as text and send that.");

    public static Failure PdfReaderNotStarted(string program, string reason) => new("pdf_reader_failed", 503,
        "PDF documents cannot be read now.", $"The program '{program}' could not be started: {reason}",
        "Send it again in a moment; if it stays, check the setting Documents:Pdf:Program.", Retry: true);

    public static Failure PdfTooComplex(string name, int seconds) => new("pdf_too_complex", 400, "The document is too complex.",
        $"Reading '{name}' takes longer than {seconds} seconds.", "Split it, or raise the setting Documents:Pdf:Seconds.");

    public static Failure PdfProtected(string name) => new("pdf_protected", 400, "The document is protected.",
        $"'{name}' needs a password, or does not allow its text to be copied.", "Save it without protection and send that.");

    public static Failure PdfUnreadable(string name) => new("pdf_unreadable", 400, "The document cannot be read.",
        $"'{name}' is damaged, needs too much memory, or is no PDF document.",
        "Open it, save it anew as PDF or as text, and send that.");

    public static Failure PdfWithoutText(string name) => new("pdf_without_text", 400, "The document holds no text.",
        $"No page of '{name}' holds letters; perhaps they are pictures of pages.",
        "Have its text recognised (OCR), save it, and send that.");
}
