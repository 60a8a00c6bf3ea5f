using System.Text.Json;

namespace Attune.Foundation.Modules;

/// <summary>Export and erasure of what a module keeps about one person.</summary>
public interface IPersonalData
{
    /// <summary>Writes everything as properties of the current JSON object.</summary>
    ValueTask ExportAsync(string organisation, string owner, Utf8JsonWriter json, CancellationToken cancellation);

    /// <summary>Erases everything; afterwards no byte of it is left in any file of the module.</summary>
    /// <returns>The number of items erased.</returns>
    /// <exception cref="IOException">Something could not be erased now; calling again erases the rest.</exception>
    ValueTask<int> EraseAsync(string organisation, string owner, CancellationToken cancellation);
}
