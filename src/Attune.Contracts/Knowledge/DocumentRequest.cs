namespace Attune.Contracts.Knowledge;

/// <summary>
/// A document to answer from. As a form (<c>multipart/form-data</c>) it has the field <c>file</c> (.txt, .md, .markdown, .html,
/// .htm, .csv, .tsv or .pdf) and, if wanted, <c>name</c> and <c>clientId</c>.
/// </summary>
/// <param name="Name">What people call it, 1 to 200 characters.</param>
/// <param name="Text">Its text; 1 character to 5 MB of UTF-8 (setting Knowledge:MaxDocumentBytes).</param>
/// <param name="ClientId">Chosen by the client, at most 128 characters; the same id again returns the same document.</param>
/// <param name="Format">
/// <c>text</c>, <c>markdown</c> (the default; kept as it is), <c>html</c> (its visible text is kept, as Markdown) or <c>csv</c>
/// (each row is kept as a passage of lines <c>name: value</c>). Form feeds in a text end its pages.
/// </param>
public sealed record DocumentRequest(string? Name, string? Text, string? ClientId = null, string? Format = null);
