using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attune.Foundation.Hosting;
using Attune.Inference.Settings;
using Attune.Language.Search.OnDisk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>Opens the store of an organisation's vectors, as the settings want it.</summary>
internal sealed class VectorStores(
    DataFolder folder, IOptions<KnowledgeOptions> knowledge, IOptions<InferenceOptions> inference, TimeProvider clock,
    ILogger<VectorStores> log)
{
    /// <summary>True when an endpoint makes vectors.</summary>
    public bool IsWanted => inference.Value.Embeddings.BaseUrl.Length > 0;

    /// <summary>The model and all that changes what it makes of a passage: vectors of another one cannot be compared.</summary>
    private string Model
    {
        get
        {
            var settings = inference.Value.Embeddings;
            return string.Create(CultureInfo.InvariantCulture,
                $"{settings.Model.Trim()} dimensions={settings.Dimensions} characters={settings.MaxCharacters} "
                + $"prefix={settings.PassagePrefix}");
        }
    }

    /// <summary>
    /// Opens a store. A file that is no longer used is erased, because nobody would erase single documents in it.
    /// </summary>
    /// <param name="organisation">Whose documents.</param>
    /// <param name="stored">Id and hash of all stored documents; see <see cref="HashOf"/>.</param>
    /// <returns>Null when no endpoint makes vectors.</returns>
    public IVectorStore? Open(string organisation, IReadOnlyDictionary<string, string> stored)
    {
        var isChroma = knowledge.Value.VectorStore == KnowledgeOptions.ChromaStore;
        var path = folder.ReadOnlyReason is null
            ? IndexStore.PathOf(folder, knowledge.Value.IndexFolder, organisation, "documents.vectors")
            : null;
        if (path is not null && (isChroma || !IsWanted))
            Discard(path);
        if (!IsWanted)
            return null;
        return isChroma
            ? new ChromaVectors(new ChromaClient(knowledge.Value, organisation, Model), organisation, stored, clock, log)
            : new ExactVectors(path, Model, stored, knowledge.Value.MaxVectorBytes, log);
    }

    /// <summary>
    /// What the vectors of a document are made of: its text, and its name, which is searched with every passage.
    /// </summary>
    public static string HashOf(StoredDocument document) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{document.TextHash}\n{document.Name}")));

    private void Discard(string path)
    {
        try
        {
            VectorFile.Discard(path);
        }
        catch (Exception error) when (IndexStore.IsRefusal(error))
        {
            log.VectorFileNotErased(path, error.Message);
        }
    }
}
