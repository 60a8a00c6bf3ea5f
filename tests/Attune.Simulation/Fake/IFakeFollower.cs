namespace Attune.Simulation.Fake;

/// <summary>Somebody who is told what happens in the fake's log.</summary>
internal interface IFakeFollower
{
    IReadOnlySet<string> Topics { get; }

    /// <summary>Takes a frame, without waiting.</summary>
    void Send(string frame);

    /// <summary>A stream has grown or ended.</summary>
    void OnStream(string stream);
}
