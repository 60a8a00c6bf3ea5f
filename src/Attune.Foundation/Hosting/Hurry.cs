namespace Attune.Foundation.Hosting;

/// <summary>
/// Says that the server, which is stopping in good order, should end at once: whoever asks a second time does not want to
/// wait. What was acknowledged is safe either way.
/// </summary>
public sealed class Hurry : IDisposable
{
    private readonly CancellationTokenSource _now = new();

    /// <summary>Cancelled when there is no time left for goodbyes.</summary>
    public CancellationToken Token => _now.Token;

    public void Now() => _now.Cancel();

    public void Dispose() => _now.Dispose();
}
