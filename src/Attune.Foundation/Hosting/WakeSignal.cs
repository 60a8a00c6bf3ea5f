using System.Threading.Channels;

namespace Attune.Foundation.Hosting;

/// <summary>Wakes one waiter; any number of signals before it comes count as one.</summary>
public sealed class WakeSignal
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _signals.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _signals.Reader.ReadAsync(cancellation);
}
