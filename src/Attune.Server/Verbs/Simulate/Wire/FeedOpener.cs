using System.Globalization;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>Opens a connection that follows topics, over any transport.</summary>
/// <param name="target">The server.</param>
/// <param name="calls">Makes the requests of long polls.</param>
/// <param name="isNarrow">Connections take little ahead of their reader.</param>
internal sealed class FeedOpener(ServerTarget target, JsonCalls calls, bool isNarrow)
{
    /// <summary>Opens it and reads the ack; a long poll has none.</summary>
    /// <exception cref="ConnectionLostException">The server went away meanwhile.</exception>
    /// <exception cref="RefusedException">The server refuses it.</exception>
    public async Task<(IFrameFeed Feed, ServerFrame? Ack)> OpenAsync(
        Transport transport, IReadOnlyList<string> topics, Resume resume, CancellationToken cancellation)
    {
        switch (transport)
        {
            case Transport.WebSocket:
                return await RealtimeSocket.OpenAsync(target, ClientFrames.Handshake(topics, resume), cancellation, isNarrow);
            case Transport.LongPoll:
                await target.Availability.WaitAsync(cancellation);
                return (new LongPoll(calls, Topics(topics), Position(resume)), null);
            default:
                return await OpenEventStreamAsync(topics, resume, cancellation);
        }
    }

    private async Task<(IFrameFeed Feed, ServerFrame? Ack)> OpenEventStreamAsync(
        IReadOnlyList<string> topics, Resume resume, CancellationToken cancellation)
    {
        // As a browser: what it was told last goes into the header, what its page knows into the address.
        var position = resume.Token is null ? Position(resume) : "";
        var stream = await EventStream.OpenAsync(
            target, $"/v2/realtime/events?{Topics(topics)}&{position}", resume.Token, isNarrow, cancellation);
        try
        {
            var ack = await stream.ReceiveAsync(cancellation);
            ack.ThrowIfError();
            if (ack.Type != "ack")
                throw new RefusedException("handshake", $"the first frame was '{ack.Type}' instead of an ack");
            return (stream, ack);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static string Topics(IReadOnlyList<string> topics) =>
        $"topics={string.Join(',', topics.Select(Uri.EscapeDataString))}";

    private static string Position(Resume resume)
    {
        if (resume.Token is { } token)
            return LongPoll.Cursor(token);
        var generation = resume.Generation is { } name ? $"&generation={Uri.EscapeDataString(name)}" : "";
        return resume.LastSeq is { } seq ? string.Create(CultureInfo.InvariantCulture, $"lastSeq={seq}{generation}") : "";
    }
}
