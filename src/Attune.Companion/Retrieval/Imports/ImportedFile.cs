namespace Attune.Companion.Retrieval.Imports;

/// <summary>A file as it came in.</summary>
/// <param name="Name">Its name without folders; the ending says what it is.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record ImportedFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The file's name as a document's: without ending, on one line, not too long.</summary>
    public string DocumentName
    {
        get
        {
            var name = string.Concat(Path.GetFileNameWithoutExtension(Name).Where(c => !char.IsControl(c))).Trim();
            if (name.Length > AddDocument.LongestName)
                name = name[..AddDocument.LongestName];
            return name.Length > 0 ? name : Name;
        }
    }
}
