namespace Attune.Server.Verbs.Demo;

/// <summary>Where the demo tells its story. Calls come from one thread at a time.</summary>
internal interface IDemoScreen
{
    /// <summary>Something has happened.</summary>
    void Say(string line);

    /// <summary>Somebody has come further.</summary>
    void Show(IReadOnlyList<DemoBar> bars);
}
