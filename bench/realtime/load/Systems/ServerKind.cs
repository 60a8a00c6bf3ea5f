using RealtimeLoad.Load;

namespace RealtimeLoad.Systems;

/// <summary>A server that is measured.</summary>
/// <param name="Name">Its name on the command line and in the report.</param>
/// <param name="Description">What it is, for the report.</param>
/// <param name="Command">Program and arguments, given its two ports and an empty folder.</param>
/// <param name="Dialect">How it is spoken to.</param>
/// <param name="PublishesApart">Publishing has a port of its own.</param>
internal sealed record ServerKind(
    string Name, string Description, Func<Place, string[]> Command, Func<Audience, ServerDialect> Dialect,
    bool PublishesApart = false)
{
    public bool IsAttune => Name == "attune";

    /// <summary>The same with more arguments.</summary>
    public ServerKind With(params string[] arguments) => this with { Command = place => [.. Command(place), .. arguments] };
}

/// <summary>Where a started server may be: its port, the one for publishing, and a folder of its own.</summary>
internal sealed record Place(int Port, int PublishPort, string Folder);
