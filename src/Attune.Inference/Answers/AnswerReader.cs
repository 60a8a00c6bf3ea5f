using System.Text;
using Attune.Foundation.Failures;
using Attune.Inference.Settings;
using Attune.Inference.Wire;

namespace Attune.Inference.Answers;

/// <summary>
/// One answer being read: applies the time-outs and bounds, and turns whatever goes wrong into a failure with a reason.
/// </summary>
internal sealed class AnswerReader : IAsyncDisposable
{
    private readonly InferenceOptions _options;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _piece;
    private readonly CancellationTokenSource _whole;
    private readonly CancellationTokenSource _any;
    private readonly IAsyncEnumerator<AnswerPiece> _pieces;
    private int _bytes;

    /// <param name="ask">Begins the request; its token ends it.</param>
    /// <param name="options">Time-outs and bounds.</param>
    /// <param name="clock">Measures the time-outs.</param>
    /// <param name="caller">Gives the answer up.</param>
    public AnswerReader(
        Func<CancellationToken, IAsyncEnumerable<AnswerPiece>> ask, InferenceOptions options, TimeProvider clock,
        CancellationToken caller)
    {
        _options = options;
        _caller = caller;
        _piece = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _whole = new CancellationTokenSource(TimeSpan.FromSeconds(options.AnswerSeconds), clock);
        _any = CancellationTokenSource.CreateLinkedTokenSource(caller, _piece.Token, _whole.Token);
        _pieces = ask(_any.Token).GetAsyncEnumerator(_any.Token);
    }

    /// <summary>True once a piece of text has come.</summary>
    public bool HasText => _bytes > 0;

    /// <summary>Why the answer has ended; null before its end.</summary>
    public string? Finish { get; private set; }

    /// <summary>Waits for the next piece of text.</summary>
    /// <returns>Null at the end of a whole answer.</returns>
    /// <exception cref="EndpointException">The endpoint failed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave it up.</exception>
    public async ValueTask<string?> NextAsync()
    {
        while (await MoveAsync())
        {
            Finish ??= _pieces.Current.Finish;
            if (_pieces.Current.Text is not { Length: > 0 } text)
                continue;
            _bytes += Encoding.UTF8.GetByteCount(text);
            if (_bytes > _options.MaxAnswerBytes)
                throw new EndpointException(AnswerFailures.TooLarge(_options.MaxAnswerBytes));
            return text;
        }

        if (!HasText)
            throw new EndpointException(AnswerFailures.Empty);
        Finish ??= "stop";
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // Cancelled first: closing a connection in the middle of an answer must not wait for more of it.
        await _any.CancelAsync();
        await _pieces.DisposeAsync();
        _any.Dispose();
        _whole.Dispose();
        _piece.Dispose();
    }

    private async ValueTask<bool> MoveAsync()
    {
        _piece.CancelAfter(TimeSpan.FromSeconds(HasText ? _options.BetweenPiecesSeconds : _options.FirstPieceSeconds));
        try
        {
            return await _pieces.MoveNextAsync();
        }
        catch (Exception error)
        {
            // Everything: an endpoint can make the packages below fail in ways that nobody has listed.
            _caller.ThrowIfCancellationRequested();
            throw new EndpointException(TimeOut() ?? FaultFailures.Of(error), error);
        }
        finally
        {
            _piece.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private Failure? TimeOut()
    {
        if (_whole.IsCancellationRequested)
            return AnswerFailures.TimedOut("The end of the answer", TimeSpan.FromSeconds(_options.AnswerSeconds));
        if (!_piece.IsCancellationRequested)
            return null;
        return HasText
            ? AnswerFailures.TimedOut("The next piece", TimeSpan.FromSeconds(_options.BetweenPiecesSeconds))
            : AnswerFailures.TimedOut("The first piece", TimeSpan.FromSeconds(_options.FirstPieceSeconds));
    }
}
