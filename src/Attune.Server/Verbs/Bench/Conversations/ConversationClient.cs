using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>One person: sends messages at their times, whether or not earlier ones are answered, and sees what comes.</summary>
internal sealed class ConversationClient : IDisposable
{
    private readonly PlannedConversation _plan;
    private readonly ConversationsApi _api;
    private readonly ConversationViewer _viewer;
    private readonly TimeProvider _clock;
    private readonly string _id;

    private ConversationClient(
        PlannedConversation plan, ConversationsApi api, ConversationViewer viewer, TimeProvider clock, string id) =>
        (_plan, _api, _viewer, _clock, _id) = (plan, api, viewer, clock, id);

    /// <summary>Opens the conversation and follows its topic from the beginning.</summary>
    public static async Task<ConversationClient> OpenAsync(
        PlannedConversation plan, ConversationsApi api, ServerTarget target, TimeProvider clock, CancellationToken cancellation)
    {
        var (id, topic) = await api.OpenAsync(plan, cancellation);
        var viewer = await ConversationViewer.OpenAsync(target, topic, clock, cancellation);
        return new ConversationClient(plan, api, viewer, clock, id);
    }

    /// <summary>Sends all messages and waits for their answers.</summary>
    /// <param name="start">Timestamp of the start of the load.</param>
    /// <param name="patience">How long after the last message an answer may end; what ends later counts as lost.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ConversationHistory> RunAsync(long start, TimeSpan patience, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = _viewer.ReceiveAsync(stop.Token);
        var sending = Task.WhenAll(_plan.Messages.Select((message, i) => SendAsync(message, i, start, stop.Token)));
        // The receiver ends early only when it fails, and then nothing is worth waiting for.
        await await Task.WhenAny(receiving, sending);
        var sent = await sending;
        string[] streams = [.. sent.Select(message => message.Accepted?.StreamId).OfType<string>()];
        await Task.WhenAny(receiving, _viewer.SettledAsync(streams), Task.Delay(patience, _clock, stop.Token));
        await stop.CancelAsync();
        try
        {
            await receiving;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Cancelled just above.
        }

        var listed = await _api.ListAsync(_id, cancellation);
        return new ConversationHistory(sent, _viewer.Seen, _viewer.Streams, listed);
    }

    public void Dispose() => _viewer.Dispose();

    private async Task<SentMessage> SendAsync(PlannedMessage message, int number, long start, CancellationToken cancellation)
    {
        var wait = message.At - _clock.GetElapsedTime(start);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _clock, cancellation);
        var startedAt = _clock.GetTimestamp();
        try
        {
            var accepted = await _api.SendAsync(_id, message.Text, $"bench-{number}", cancellation);
            await _viewer.ViewAsync(accepted.StreamId, cancellation);
            return new SentMessage(message.Text, startedAt, accepted);
        }
        catch (Exception error) when (error is ConnectionLostException or RefusedException)
        {
            // Not tried again: a message that is not taken at once is counted as lost.
            return new SentMessage(message.Text, startedAt, null);
        }
    }
}
