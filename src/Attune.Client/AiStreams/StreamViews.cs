using Attune.Client.Connecting;
using Attune.Client.Protocol;
using Attune.Contracts.Errors;

namespace Attune.Client.AiStreams;

/// <summary>The AI streams that the application watches, resumed at the byte with each new connection.</summary>
internal sealed class StreamViews(AttuneClientOptions options, Lock gate, Verbs verbs)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private const int MaxDoublings = 5;

    private readonly Dictionary<string, AiStreamView> _views = new(StringComparer.Ordinal);
    private bool _isLive;

    /// <summary>Watches a stream. Takes the lock itself.</summary>
    /// <exception cref="AttuneException">The client is closed.</exception>
    /// <exception cref="InvalidOperationException">It is watched already.</exception>
    public AiStreamView Open(string stream, IReadOnlyDictionary<string, long>? from)
    {
        var view = new AiStreamView(this, stream, from, options.ViewBuffer);
        lock (gate)
        {
            verbs.ThrowIfClosed();
            if (!_views.TryAdd(stream, view))
                throw new InvalidOperationException($"'{stream}' is watched already; dispose that view first.");
            Ask(view);
        }

        return view;
    }

    /// <summary>Takes the lock itself.</summary>
    public void Remove(AiStreamView view)
    {
        lock (gate)
        {
            if (_views.GetValueOrDefault(view.Stream) != view)
                return;
            _views.Remove(view.Stream);
            verbs.Post(new UnviewVerb(view.Stream));
        }
    }

    /// <summary>The reader has made room. Takes the lock itself.</summary>
    public void Continue(AiStreamView view)
    {
        lock (gate)
        {
            if (view.CatchUp())
                Ask(view);
        }
    }

    public async Task StopAsync(string stream, CancellationToken cancellation) =>
        await verbs.RequestAsync(new StopVerb(stream), cancellation);

    public void Adopt()
    {
        _isLive = true;
        foreach (var view in _views.Values)
            Ask(view);
    }

    public void Release()
    {
        _isLive = false;
        foreach (var view in _views.Values)
            view.Asking = null;
    }

    public void Close(Exception error)
    {
        foreach (var view in _views.Values)
            view.Fail(error);
        _views.Clear();
    }

    /// <returns>False when the frame is about something else.</returns>
    public bool TryTake(ServerFrame frame)
    {
        if (frame.Type == "error")
            return Failed(frame);
        if (frame.Type is not ("stream" or "stream.state"))
            return false;
        if (frame.Stream is { } stream && _views.TryGetValue(stream, out var view))
            Take(view, frame);
        return true;
    }

    private void Take(AiStreamView view, ServerFrame frame)
    {
        view.UnknownAnswers = 0;
        if (frame.Ref == view.Asking)
            view.Asking = null;
        var isFine = frame.Type == "stream" ? view.Take(frame) : view.TakeState(frame);
        if (view.HasEnded)
            _views.Remove(view.Stream);
        else if (view.HasRoomAgain)
            Continue(view);
        else if (!isFine && view.Asking is null)
            Ask(view);
    }

    private bool Failed(ServerFrame frame)
    {
        var view = frame.Ref is null
            ? _views.GetValueOrDefault(frame.Stream ?? "")
            : _views.Values.FirstOrDefault(view => view.Asking == frame.Ref);
        if (view is null)
            return false;
        var isUnknown = frame.Code == RealtimeErrors.UnknownStream.Code;
        if (frame.Ref is not null && (isUnknown || frame.Retry) && options.Clock.GetTimestamp() < view.GiveUpAt)
        {
            _ = AskLaterAsync(view, frame.Ref.Value);
        }
        else
        {
            _views.Remove(view.Stream);
            view.Fail(frame.ToException());
        }

        return true;
    }

    /// <summary>A stream that is not there yet may be in a moment.</summary>
    private async Task AskLaterAsync(AiStreamView view, long asked)
    {
        var wait = FirstWait * (1 << Math.Min(view.UnknownAnswers++, MaxDoublings));
        await Task.Delay(wait, options.Clock);
        lock (gate)
        {
            if (view.Asking == asked && _views.GetValueOrDefault(view.Stream) == view)
                AskAgain(view);
        }
    }

    private void Ask(AiStreamView view)
    {
        view.GiveUpAt = options.Clock.GetTimestamp()
            + (long)(options.StreamPatience.TotalSeconds * options.Clock.TimestampFrequency);
        AskAgain(view);
    }

    private void AskAgain(AiStreamView view)
    {
        if (_isLive)
            view.Asking = verbs.Post(new ViewVerb(view.Stream, view.Ends));
    }
}
