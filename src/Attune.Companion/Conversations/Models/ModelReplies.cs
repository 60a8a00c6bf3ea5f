using System.Collections.Concurrent;
using Attune.Companion.Guide;
using Attune.Companion.Replies;
using Attune.Companion.Replies.Writing;
using Attune.Inference;
using Attune.Realtime.AiStreams;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations.Models;

/// <summary>The replies that models write now: some at the same time, the others in order after them.</summary>
internal sealed class ModelReplies(
    IModelAvailability models, WriteModelReply write, ReplyTable replies, ReplyStops stops, IAiStreams streams,
    IOptions<ConversationOptions> options, IOptions<GuideOptions> queue, TimeProvider clock, ILogger<ModelReplies> log)
    : IDisposable
{
    /// <summary>Failures in a row, of anything but the model, after which a reply is settled as failed.</summary>
    private const int MaxFailures = 8;

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(options.Value.MaxModelReplies);

    /// <summary>Replies that a model writes or that wait for one.</summary>
    public int Active => _running.Count;

    public bool HasRoom => Active < queue.Value.MaxActiveReplies;

    /// <summary>Called when a reply has ended, so that a waiting one can be taken.</summary>
    public Action? Ended { get; set; }

    /// <summary>Lets a model write a reply, if one is connected or has begun it.</summary>
    /// <returns>False when the rules are to answer.</returns>
    public bool TryStart(Reply reply, CancellationToken stopping)
    {
        if (!models.IsConfigured && reply.Method != Reply.ModelMethod)
            return false;
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[reply.Id] = RunAsync(reply, begin.Task, stopping);
        begin.SetResult();
        return true;
    }

    /// <summary>Completes when none is being written any more.</summary>
    public Task WaitAsync() => Task.WhenAll(_running.Values);

    public void Dispose() => _places.Dispose();

    private async Task RunAsync(Reply reply, Task begin, CancellationToken stopping)
    {
        await begin;
        var hasPlace = false;
        try
        {
            hasPlace = await WaitForPlaceAsync(reply, stopping);
            await WriteAsync(reply, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; the reply goes on at the next start.
        }
        finally
        {
            if (hasPlace)
                _places.Release();
            _running.TryRemove(reply.Id, out _);
            Ended?.Invoke();
        }
    }

    /// <summary>Waits for its turn. Models can be slow, and a stop must not wait for those of others.</summary>
    /// <returns>False when it was stopped before: it only has to be ended, which needs no place.</returns>
    private async Task<bool> WaitForPlaceAsync(Reply reply, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var viewersStop = streams.OnStop(new AiStreamName(reply.Organisation, reply.StreamId), stop.Cancel);
        using var callersStop = stops.Register(reply.Id, stop.Cancel);
        try
        {
            await _places.WaitAsync(stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Whatever is wrong with the machine or with one reply: writing goes on from where the stream is, some times.
    /// </summary>
    private async Task WriteAsync(Reply reply, CancellationToken stopping)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                if (failures > MaxFailures)
                    await write.GiveUpAsync(reply, stopping);
                else
                    await write.RunAsync(replies.Find(reply.Organisation, reply.Owner, reply.Id) ?? reply, stopping);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.ModelReplyFailed(reply.Id, failures, error);
                await Task.Delay(RetryPauses.After(failures), clock, stopping);
            }
        }
    }
}
