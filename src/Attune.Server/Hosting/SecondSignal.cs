using System.Runtime.InteropServices;
using Attune.Foundation.Hosting;

namespace Attune.Server.Hosting;

/// <summary>
/// The first Ctrl-C or SIGTERM asks the server to stop in good order, which may take some seconds; whoever asks a second
/// time does not want to wait for that.
/// </summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Hurry _hurry;
    private int _signals;

    public SecondSignal(Hurry hurry)
    {
        _hurry = hurry;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Count),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count),
        ];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Count(PosixSignalContext signal)
    {
        // Without this the second one would kill the process in the middle of a write.
        signal.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 2)
            _hurry.Now();
    }
}
