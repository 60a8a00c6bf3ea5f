namespace Attune.Foundation.Modules;

/// <summary>A command of the program: <c>attune NAME [arguments]</c>.</summary>
public interface IVerb
{
    string Name { get; }

    /// <summary>One line for the list of verbs.</summary>
    string Summary { get; }

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 0 only if what it promises has happened.</returns>
    Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation);
}
