using System.Buffers;
using System.IO.Pipelines;

namespace RealtimePeers;

/// <summary>Copies shared frames into a connection's pipe; what comes during a flush goes with the next one.</summary>
internal sealed class FloorMember(PipeWriter output) : IMember
{
    private readonly Lock _gate = new();
    private bool _isFlushing;
    private bool _hasMore;

    public void Send(byte[] message)
    {
        lock (_gate)
        {
            output.Write(message);
            if (_isFlushing)
            {
                _hasMore = true;
                return;
            }

            var flush = output.FlushAsync();
            if (flush.IsCompleted)
                _ = flush.Result;
            else
                _ = FinishAsync(flush);
        }
    }

    private async Task FinishAsync(ValueTask<FlushResult> flush)
    {
        _isFlushing = true;
        while (!(await flush).IsCompleted)
        {
            lock (_gate)
            {
                if (!_hasMore)
                {
                    _isFlushing = false;
                    return;
                }

                _hasMore = false;
                flush = output.FlushAsync();
            }
        }
    }
}
