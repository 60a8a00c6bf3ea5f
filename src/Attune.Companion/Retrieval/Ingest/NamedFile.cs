using Attune.Companion.Retrieval.Imports;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>A file that is about to become a document.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">What people call it; null for the file's name without its ending.</param>
/// <param name="ClientId">The same id again is the same document; null for none.</param>
internal sealed record NamedFile(ImportedFile File, string? Name, string? ClientId);
