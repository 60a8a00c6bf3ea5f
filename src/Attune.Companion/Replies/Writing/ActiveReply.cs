using System.Text;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Replies.Writing;

/// <summary>A reply while this node writes it. One thread at a time advances it; the flags may be set from others.</summary>
internal sealed class ActiveReply : IDisposable
{
    private volatile bool _stopRequested;
    private volatile bool _isReady;

    public ActiveReply(Reply reply, GuideOptions options)
    {
        Reply = reply;
        Stream = new AiStreamName(reply.Organisation, reply.StreamId);
        Utf8 = Encoding.UTF8.GetBytes(reply.Text!);
        Rate = ReplyPacing.Rate(reply.Language, ReplyPacing.Count(Utf8.Span), options);
        _stopRequested = reply.StopRequested;
    }

    public Reply Reply { get; }

    public AiStreamName Stream { get; }

    /// <summary>All that is to be written.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Characters per second.</summary>
    public double Rate { get; }

    /// <summary>Bytes written.</summary>
    public int Written { get; private set; }

    /// <summary>Bytes that this writer found when it took the reply.</summary>
    public int Inherited { get; private set; }

    /// <summary>When this writer began, as a timestamp of the clock.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Nothing is tried before this timestamp of the clock.</summary>
    public long NotBefore { get; set; }

    /// <summary>False while its first piece is on the way: the common loop leaves it alone.</summary>
    public bool IsReady { get => _isReady; set => _isReady = value; }

    /// <summary>True when it has ended and can be forgotten.</summary>
    public bool IsDone { get; set; }

    /// <summary>Hears of a viewer who asks to stop.</summary>
    public IDisposable? StopWatch { get; set; }

    /// <summary>Lets callers of the API stop it.</summary>
    public IDisposable? CallersStop { get; set; }

    public bool StopRequested => _stopRequested;

    public void RequestStop() => _stopRequested = true;

    /// <summary>Goes on from a length that the stream has told.</summary>
    public void ContinueFrom(int written, long now)
    {
        Inherited = written;
        Written = written;
        StartedAt = now;
    }

    public void Advance(int bytes) => Written += bytes;

    /// <summary>The piece that is due at this moment; empty when none is.</summary>
    public ReadOnlyMemory<byte> DuePiece(TimeSpan elapsed)
    {
        var rest = Utf8[Inherited..];
        var due = Inherited + ReplyPacing.BytesOf(rest.Span, ReplyPacing.Due(elapsed, Rate));
        return due > Written ? Utf8[Written..due] : ReadOnlyMemory<byte>.Empty;
    }

    /// <summary>What was written so far, and the citations whose numbers stand in it.</summary>
    public ComposedAnswer Prefix()
    {
        var text = Encoding.UTF8.GetString(Utf8.Span[..Written]);
        return new ComposedAnswer(Reply.Found, text, CitedPassages.In(text, Reply.Citations));
    }

    public void Dispose()
    {
        StopWatch?.Dispose();
        CallersStop?.Dispose();
    }
}
