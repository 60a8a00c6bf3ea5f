namespace Attune.Client.Tests.Model;

/// <summary>An application that follows one topic, slowly at times, and goes away and comes back.</summary>
internal sealed class TopicReader(AttuneClient client, string topic, TopicPosition? start) : IAsyncDisposable
{
    private readonly Subscription _subscription = client.Subscribe(topic, start);
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    public string Topic { get; } = topic;

    public TopicModel Model { get; } = new(topic, start);

    /// <summary>Completes with the event of this id.</summary>
    public TaskCompletionSource Last { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TopicReader Start()
    {
        _reading = ReadAsync();
        return this;
    }


    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync();
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var news in _subscription.WithCancellation(_stop.Token))
            {
                await Task.Yield();
                Model.Take(news);
                if (news is TopicEvent { Type: "last" })
                    Last.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The application has gone.
        }
        catch (Exception error)
        {
            Last.TrySetException(error);
        }
    }
}
