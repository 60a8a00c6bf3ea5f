using System.Buffers;

namespace Attune.Language.Search.OnDisk;

/// <summary>The payload of a document's record.</summary>
internal static class DocumentRecordCodec
{
    private const int BuiltInFlag = 1;
    private const int ChineseFlag = 2;

    public static void Write(DocumentRecord document, ArrayBufferWriter<byte> output)
    {
        var writer = new RecordWriter(output);
        writer.Text(document.Id);
        writer.Text(document.TextHash);
        writer.Text(document.Name);
        writer.Number((document.IsBuiltIn ? BuiltInFlag : 0)
            | (document.Language == TextLanguage.TraditionalChinese ? ChineseFlag : 0));
        var terms = document.Terms;
        writer.Number(terms.Count);
        for (var term = 0; term < terms.Count; term++)
            writer.Text(terms.Term(term));
        writer.Number(terms.Passages);
        for (var passage = 0; passage < terms.Passages; passage++)
        {
            var (span, heading) = document.Passages[passage];
            writer.Number(span.Start);
            writer.Number(span.Length);
            writer.Number(heading.Start);
            writer.Number(heading.Length);
            writer.Number(terms.Lengths[passage]);
            var postings = terms.PostingsOf(passage);
            writer.Number(postings.Length);
            foreach (var (term, count) in postings)
            {
                writer.Number(term);
                writer.Number(count);
            }
        }
    }

    /// <summary>Reads only which document it is, and of which text.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a record.</exception>
    public static (string Id, string TextHash) ReadKey(ReadOnlySpan<byte> payload)
    {
        var reader = new RecordReader(payload);
        return (reader.Text(), reader.Text());
    }

    /// <exception cref="InvalidDataException">The bytes are not such a record.</exception>
    public static DocumentRecord Read(ReadOnlySpan<byte> payload)
    {
        var reader = new RecordReader(payload);
        var (id, textHash, name, flags) = (reader.Text(), reader.Text(), reader.Text(), reader.Number());
        var characters = new char[reader.Left];
        var ends = new int[reader.Count()];
        var end = 0;
        for (var term = 0; term < ends.Length; term++)
            ends[term] = end += reader.Text(characters.AsSpan(end));
        var passages = new Passage[reader.Count()];
        var lengths = new int[passages.Length];
        var postingEnds = new int[passages.Length];
        var postings = new List<TermCount>(reader.Left / 2);
        for (var passage = 0; passage < passages.Length; passage++)
        {
            passages[passage] = new Passage(
                new TextSpan(reader.Number(), reader.Number()), new TextSpan(reader.Number(), reader.Number()));
            lengths[passage] = reader.Number();
            ReadPostings(ref reader, ends.Length, postings);
            postingEnds[passage] = postings.Count;
        }

        return new DocumentRecord(id, name, textHash,
            (flags & ChineseFlag) != 0 ? TextLanguage.TraditionalChinese : TextLanguage.English, (flags & BuiltInFlag) != 0,
            passages, new DocumentTerms(characters, ends, lengths, postingEnds, [.. postings]));
    }

    private static void ReadPostings(ref RecordReader reader, int terms, List<TermCount> postings)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            var posting = new TermCount(reader.Number(), reader.Number());
            if (posting.Term >= terms)
                throw new InvalidDataException("A posting names a term that is not there.");
            postings.Add(posting);
        }
    }
}
