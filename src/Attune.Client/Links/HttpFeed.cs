using System.Net;
using System.Text;
using System.Threading.Channels;

namespace Attune.Client.Links;

/// <summary>The growing body of a request that feeds an AI stream.</summary>
internal sealed class HttpFeed : HttpContent
{
    // Bounded by the window of the writer, which waits for answers that come at the end.
    private readonly Channel<string> _texts = Channel.CreateUnbounded<string>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly List<long> _appends = [];
    private long _end;

    /// <param name="part">The part that it feeds.</param>
    /// <param name="at">The byte position at which the body begins.</param>
    public HttpFeed(string part, long at)
    {
        Part = part;
        _end = at;
        Headers.ContentType = new("text/plain") { CharSet = "utf-8" };
    }

    public string Part { get; }

    /// <summary>The verb that asked for the end; null while there is none.</summary>
    public long? EndReference { get; private set; }

    public bool IsEnded => EndReference is not null;

    /// <summary>Gives the request up; null while there is none.</summary>
    public CancellationTokenSource? Request { get; set; }

    /// <summary>The verbs that are answered with the request.</summary>
    public IReadOnlyList<long> Appends
    {
        get
        {
            lock (_gate)
                return [.. _appends];
        }
    }

    /// <summary>Takes text for the end of the body; what is in it already is not repeated, only answered.</summary>
    /// <returns>False when text before it is missing.</returns>
    public bool TryAdd(long reference, long at, string text)
    {
        lock (_gate)
        {
            var end = at + Encoding.UTF8.GetByteCount(text);
            if (at != _end && end > _end)
                return false;
            _appends.Add(reference);
            if (at == _end)
                _texts.Writer.TryWrite(text);
            _end = Math.Max(_end, end);
            return true;
        }
    }

    public void End(long reference)
    {
        EndReference = reference;
        _texts.Writer.TryComplete();
    }

    /// <summary>Finishes the body although nobody asked for the end.</summary>
    public void Abandon() => _texts.Writer.TryComplete();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken);
        await foreach (var text in _texts.Reader.ReadAllAsync(cancellationToken))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
