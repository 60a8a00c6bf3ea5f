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
        // Rented as large as they can be and copied as large as they are: a record of a whole book must not cost an allocation
        // many times its size.
        var characters = ArrayPool<char>.Shared.Rent(payload.Length);
        var postings = ArrayPool<TermCount>.Shared.Rent((payload.Length / 2) + 1);
        try
        {
            return Read(payload, characters, postings);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<TermCount>.Shared.Return(postings);
        }
    }

    private static DocumentRecord Read(ReadOnlySpan<byte> payload, char[] characters, TermCount[] postings)
    {
        var reader = new RecordReader(payload);
        var (id, textHash, name, flags) = (reader.Text(), reader.Text(), reader.Text(), reader.Number());
        var ends = new int[reader.Count()];
        var end = 0;
        for (var term = 0; term < ends.Length; term++)
            ends[term] = end += reader.Text(characters.AsSpan(end));
        var passages = new Passage[reader.Count()];
        var lengths = new int[passages.Length];
        var postingEnds = new int[passages.Length];
        var read = 0;
        for (var passage = 0; passage < passages.Length; passage++)
        {
            passages[passage] = new Passage(
                new TextSpan(reader.Number(), reader.Number()), new TextSpan(reader.Number(), reader.Number()));
            lengths[passage] = reader.Number();
            read += ReadPostings(ref reader, ends.Length, postings.AsSpan(read));
            postingEnds[passage] = read;
        }

        return new DocumentRecord(id, name, textHash,
            (flags & ChineseFlag) != 0 ? TextLanguage.TraditionalChinese : TextLanguage.English, (flags & BuiltInFlag) != 0,
            passages, new DocumentTerms(characters.AsSpan(0, end).ToArray(), ends, lengths, postingEnds,
                postings.AsSpan(0, read).ToArray()));
    }

    /// <param name="reader">Stands at the number of postings.</param>
    /// <param name="terms">Terms of the document.</param>
    /// <param name="into">Holds a posting for every two bytes that are left, which is as many as there can be.</param>
    /// <returns>How many there were.</returns>
    private static int ReadPostings(ref RecordReader reader, int terms, Span<TermCount> into)
    {
        var count = reader.Number();
        if (count > reader.Left / 2)
            throw new InvalidDataException("A list is longer than its record.");
        for (var i = 0; i < count; i++)
        {
            var posting = new TermCount(reader.Number(), reader.Number());
            if (posting.Term >= terms)
                throw new InvalidDataException("A posting names a term that is not there.");
            into[i] = posting;
        }

        return count;
    }
}
