using System.Text;
using System.Threading.Channels;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// An answer that is being written: its sentences as soon as each of them holds, and in the end the whole. One writes, one reads.
/// </summary>
internal sealed class GrowingDraft
{
    /// <summary>Sentences that one answer may have; what a model writes beyond is not read.</summary>
    public const int MostSentences = 60;

    /// <summary>Room for all of them and for what the documents add when a model breaks off.</summary>
    private readonly Channel<string> _sentences = Channel.CreateBounded<string>(2 * MostSentences);

    private readonly StringBuilder _text = new();

    private GrowingDraft()
    {
    }

    /// <summary>The draft when it is finished; null when nothing of it could be told.</summary>
    public Task<Draft?> Whole { get; private set; } = Task.FromResult<Draft?>(null);

    /// <summary>All that was added.</summary>
    public string Text => _text.ToString();

    /// <summary>Sentences that were added.</summary>
    public int Count { get; private set; }

    /// <summary>Begins one.</summary>
    /// <param name="write">Adds the sentences, and says in the end what the draft is; null when there are none.</param>
    public static GrowingDraft Begin(Func<GrowingDraft, Task<Draft?>> write)
    {
        var draft = new GrowingDraft();
        draft.Whole = draft.WriteAsync(write);
        return draft;
    }

    /// <summary>Adds a sentence, parted from the one before as its language does.</summary>
    public void Add(string sentence, bool isOnNewLine)
    {
        var gap = _text.Length == 0 ? "" : isOnNewLine ? "\n" : _text[^1] < '\u2E80' ? " " : "";
        _text.Append(gap).Append(sentence);
        Count++;
        // Never full: whoever writes stops in time.
        if (!_sentences.Writer.TryWrite(gap + sentence))
            throw new InvalidOperationException("A draft has more sentences than it may.");
    }

    /// <summary>Waits for the first sentence.</summary>
    /// <returns>False when it has ended without one.</returns>
    public ValueTask<bool> HasBegunAsync(CancellationToken cancellation) => _sentences.Reader.WaitToReadAsync(cancellation);

    /// <summary>All sentences that are there and not read yet, at least one; put together they are the text.</summary>
    /// <returns>Null at the end.</returns>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        if (!await _sentences.Reader.WaitToReadAsync(cancellation))
            return null;
        var text = new StringBuilder();
        while (_sentences.Reader.TryRead(out var sentence))
            text.Append(sentence);
        return text.ToString();
    }

    private async Task<Draft?> WriteAsync(Func<GrowingDraft, Task<Draft?>> write)
    {
        try
        {
            return await write(this);
        }
        finally
        {
            _sentences.Writer.Complete();
        }
    }
}
