using System.Net;
using System.Text;
using System.Threading.Channels;

namespace Attune.Client.Links;

/// <summary>The growing body of a request that feeds an AI stream.</summary>
internal sealed class HttpFeed : HttpContent
{
    // Bounded by the window of the writer, which waits for answers that come at the end.
    private readonly Channel<string> _texts = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly List<long> _appends = [];

    /// <param name="part">The part that it feeds.</param>
    public HttpFeed(string part)
    {
        Part = part;
        Headers.ContentType = new("text/plain") { CharSet = "utf-8" };
    }

    public string Part { get; }

    /// <summary>The verb that asked for the end; null while there is none.</summary>
    public long? EndReference { get; private set; }

    public bool IsEnded => EndReference is not null;

    /// <summary>The verbs that are answered with the request.</summary>
    public IReadOnlyList<long> Appends
    {
        get
        {
            lock (_gate)
                return [.. _appends];
        }
    }

    public void Add(long reference, string text)
    {
        lock (_gate)
            _appends.Add(reference);
        _texts.Writer.TryWrite(text);
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
