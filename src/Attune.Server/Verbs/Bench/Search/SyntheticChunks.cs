using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Language;
using Attune.Language.Search;
using Attune.Language.Search.OnDisk;
using Attune.Language.Sentences;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Search;

/// <summary>
/// Passages of the usual size made of sentences of DRCD that are drawn at random by a seed. Synthetic: their words are real and
/// as frequent as in the data, what they say together is nonsense.
/// </summary>
internal sealed class SyntheticChunks
{
    private const int ChunkCharacters = 350;
    private const int ChunksPerDocument = 100;
    private const string File = "DRCD_dev.json";

    private readonly List<string> _sentences = [];
    private readonly List<string> _questions = [];

    private SyntheticChunks(JsonElement root)
    {
        foreach (var paragraph in root.GetProperty("data").EnumerateArray()
            .SelectMany(article => article.GetProperty("paragraphs").EnumerateArray()))
        {
            var text = paragraph.GetProperty("context").GetString()!;
            _sentences.AddRange(SentenceSplitter.Split(text).Select(sentence => sentence.Span.Of(text).ToString()));
            _questions.AddRange(paragraph.GetProperty("qas").EnumerateArray()
                .Select(question => question.GetProperty("question").GetString()!));
        }

        if (_sentences.Count == 0 || _questions.Count == 0)
            throw new InvalidDataException($"{File} holds no paragraphs with questions.");
    }

    /// <summary>Sentences that chunks are made of.</summary>
    public int Sentences => _sentences.Count;

    /// <exception cref="IOException">The file is not there.</exception>
    /// <exception cref="JsonException">It is not in the form of SQuAD.</exception>
    public static SyntheticChunks Of(string folder)
    {
        using var data = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(folder, File)));
        return new SyntheticChunks(data.RootElement);
    }

    /// <summary>Makes the chunks and keeps them in an index file, a hundred in each document.</summary>
    /// <returns>SHA-256 of all texts, lower-case hexadecimal.</returns>
    public string Write(IndexFile file, int chunks, int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new SplitMix64((ulong)seed);
        for (var first = 0; first < chunks; first += ChunksPerDocument)
        {
            var text = new StringBuilder();
            var passages = new List<Passage>();
            while (passages.Count < Math.Min(ChunksPerDocument, chunks - first))
            {
                var start = text.Length;
                while (text.Length - start < ChunkCharacters)
                    text.Append(_sentences[random.NextBelow(_sentences.Count)]);
                passages.Add(new Passage(new TextSpan(start, text.Length - start), default));
            }

            var whole = text.ToString();
            hash.AppendData(Encoding.UTF8.GetBytes(whole));
            var name = $"Synthetic {first.ToString(CultureInfo.InvariantCulture)}";
            file.Add(new DocumentRecord(IdOf(first), name, "", TextLanguage.TraditionalChinese, IsBuiltIn: false, passages,
                DocumentTerms.Of(whole, name, passages)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Loads them as a start of the server does.</summary>
    public static Bm25Index Load(IndexFile file, int chunks)
    {
        var index = new Bm25Index();
        for (var first = 0; first < chunks; first += ChunksPerDocument)
        {
            index.Add((file.Read(IdOf(first), "")
                ?? throw new InvalidDataException("The index file has lost a document.")).Terms);
        }

        index.TrimExcess();
        return index;
    }

    /// <summary>Questions of the data, in an order by the seed; from the beginning again when there are too few.</summary>
    public IReadOnlyList<string> Questions(int count, int seed)
    {
        var order = Enumerable.Range(0, _questions.Count).ToArray();
        new SplitMix64((ulong)seed).Shuffle(order);
        return [.. Enumerable.Range(0, count).Select(i => _questions[order[i % order.Length]])];
    }

    /// <summary>Pieces of sentences as phrases in quotation marks.</summary>
    public IReadOnlyList<SearchQuery> Phrases(int count, int seed)
    {
        const int Characters = 6;
        var random = new SplitMix64((ulong)seed);
        var longer = _sentences.Where(sentence => sentence.Length > Characters && !sentence.Any(c => c is '「' or '」'))
            .ToList();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var sentence = longer[random.NextBelow(longer.Count)];
            return SearchQuery.Parse($"「{sentence.Substring(random.NextBelow(sentence.Length - Characters), Characters)}」");
        })];
    }

    private static string IdOf(int first) => first.ToString(CultureInfo.InvariantCulture);
}
