using System.Security.Cryptography;
using System.Text;
using Attune.Foundation.Hosting;
using Attune.Foundation.Persistence;
using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Retrieval;

/// <summary>
/// Attune's own manual in both languages: the first documents of every organisation. A release with another text
/// replaces it in place; one that was deleted stays deleted.
/// </summary>
internal sealed class BuiltInDocuments(DocumentTable documents, SqliteDatabase database, Ids ids, TimeProvider clock)
{
    /// <summary>The owner of what belongs to the product and to no person.</summary>
    public const string Owner = "attune";

    private static readonly (string Key, string Name)[] Manuals =
    [
        ("attune-manual.en", "Attune manual"),
        ("attune-manual.zh-Hant", "Attune 使用手冊"),
    ];

    /// <summary>Stores what is missing and replaces what has changed.</summary>
    public void Import(string organisation)
    {
        if (database.IsReadOnly)
            return;
        foreach (var (key, name) in Manuals)
        {
            if (!documents.IsDismissed(organisation, Owner, key))
                Import(organisation, key, name, ReadResource($"Manual/{key}.md"));
        }
    }

    private void Import(string organisation, string key, string name, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var stored = documents.FindByClientId(organisation, Owner, key);
        if (stored is not null && stored.TextHash == hash && stored.Name == name)
            return;
        var document = new StoredDocument(0, stored?.Id ?? ids.NewText(), organisation, Owner, key, name,
            LanguageDetection.OfDocument(text).Tag, text.Length, Encoding.UTF8.GetByteCount(text), PassageCutter.Cut(text).Count,
            BuiltIn: true, clock.GetUtcNow(), hash);
        if (stored is null)
            documents.Add(document, text);
        else
            documents.Replace(document, text);
    }

    private static string ReadResource(string name)
    {
        using var stream = typeof(BuiltInDocuments).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
