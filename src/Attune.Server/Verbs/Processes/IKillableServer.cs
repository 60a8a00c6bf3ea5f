namespace Attune.Server.Verbs.Processes;

/// <summary>A server that can be killed at any moment and started again on what it had stored.</summary>
internal interface IKillableServer
{
    /// <summary>Its address, the same over all restarts.</summary>
    Uri Address { get; }

    /// <summary>Open while it answers.</summary>
    Availability Availability { get; }

    /// <summary>Starts it once more and waits until it is ready.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Kills it without a warning.</summary>
    Task KillAsync();

    /// <summary>Lets it find its disk full, or writable again.</summary>
    /// <returns>False where that cannot be done, or while it is dead.</returns>
    Task<bool> TryFillDiskAsync(bool isFull);
}
