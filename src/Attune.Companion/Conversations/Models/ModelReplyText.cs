using System.Text;
using Attune.Companion.Replies;
using Attune.Companion.Replies.Writing;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Conversations.Models;

/// <summary>The text of a reply that a model writes, as its stream holds it.</summary>
internal sealed class ModelReplyText
{
    /// <summary>Tries in a row at storing a piece; with the pauses in between about two minutes.</summary>
    private const int MaxTries = 30;

    private readonly AiStreamName _stream;
    private readonly IAiStreams _streams;
    private readonly TimeProvider _clock;
    private readonly StringBuilder _text;
    private long _length;

    private ModelReplyText(AiStreamName stream, IAiStreams streams, TimeProvider clock, string text, long length)
    {
        _stream = stream;
        _streams = streams;
        _clock = clock;
        _text = new StringBuilder(text);
        _length = length;
    }

    /// <summary>All that its readers have.</summary>
    public string Value => _text.ToString();

    /// <summary>How the stream has ended; null while it is open.</summary>
    public ReplyState? Ended { get; private set; }

    /// <summary>True when a viewer has asked to stop it.</summary>
    public bool StopRequested { get; private init; }

    /// <summary>Takes up the stream where it is.</summary>
    public static async Task<ModelReplyText> OpenAsync(
        AiStreamName stream, IAiStreams streams, TimeProvider clock, CancellationToken cancellation)
    {
        var snapshot = await streams.ReadAsync(stream, cancellation);
        var bytes = snapshot is not null && snapshot.Parts.TryGetValue(ReplyWriter.Part, out var part) ? part : default;
        return new ModelReplyText(stream, streams, clock, Encoding.UTF8.GetString(bytes.Span), bytes.Length)
        {
            StopRequested = snapshot is { StopRequested: true },
            Ended = StateOf(snapshot?.State),
        };
    }

    /// <summary>Appends a piece; readers see it when this completes.</summary>
    /// <returns>False when somebody else has ended the stream.</returns>
    /// <exception cref="IOException">The log does not take it.</exception>
    public async Task<bool> AppendAsync(string piece, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        await TryAsync(
            async () => (await _streams.AppendAsync(_stream, ReplyWriter.Part, _length, bytes, cancellation)).Failure,
            cancellation);
        if (Ended is not null)
            return false;
        _length += bytes.Length;
        _text.Append(piece);
        return true;
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>How it ended: as asked, or as somebody else has ended it before.</returns>
    /// <exception cref="IOException">The log does not take it.</exception>
    public async Task<ReplyState> EndAsync(AiStreamState state, CancellationToken cancellation)
    {
        if (Ended is null)
            await TryAsync(async () => (await _streams.EndAsync(_stream, state, cancellation)).Failure, cancellation);
        return (Ended ??= StateOf(state)) ?? throw new ArgumentException("An end is not open.", nameof(state));
    }

    /// <summary>Repeats a step until the log takes it, or the stream turns out to have ended.</summary>
    private async Task TryAsync(Func<Task<Failure?>> step, CancellationToken cancellation)
    {
        for (var tries = 1; await step() is { } failure; tries++)
        {
            if (!failure.Retry && (Ended = StateOf((await _streams.ReadAsync(_stream, cancellation))?.State)) is not null)
                return;
            if (!failure.Retry || tries >= MaxTries)
                throw new IOException(failure.Detail);
            await Task.Delay(RetryPauses.After(tries), _clock, cancellation);
        }
    }

    private static ReplyState? StateOf(AiStreamState? state) => state switch
    {
        AiStreamState.Complete => ReplyState.Complete,
        AiStreamState.Cancelled => ReplyState.Cancelled,
        AiStreamState.Failed => ReplyState.Failed,
        _ => null,
    };
}
