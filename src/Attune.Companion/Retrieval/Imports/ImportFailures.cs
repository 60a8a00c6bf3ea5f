using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Why a file cannot be taken.</summary>
internal static class ImportFailures
{
    public static Failure OneFileAtATime { get; } = new("one_file_at_a_time", 400, "A form holds more than one file.",
        "Nothing was stored.", "Send each file in a form of its own.");

    public static Failure NoText(string name) => new("empty_file", 400, "The file holds no text.",
        $"Nothing readable was found in '{name}'.", "Check that the file is the right one and was saved.");

    public static Failure InvalidForm(string reason) => new("invalid_form", 400, "The form could not be read.",
        reason, "Send multipart/form-data with one file in the field 'file'; curl -F file=@NAME does.");

    public static Failure UnsupportedFile(string reason) => new("unsupported_file", 400, "This kind of file cannot be read.",
        reason, "Save it as text, Markdown or HTML (.txt, .md, .markdown, .html or .htm) and send that.");

    public static Failure UnknownEncoding(string name) => new("unknown_encoding", 400, "The file's characters cannot be read.",
        $"'{name}' is neither UTF-8 nor UTF-16 with a byte order mark.", "Save the file as UTF-8 and send it again.");

    public static Failure HtmlTooComplex(int elements, double seconds) => new("html_too_complex", 400, "The page is too complex.",
        $"It has more than {elements} elements, or reading it takes longer than {seconds} seconds.",
        "Save the page as text and send that, or split it.");
}
