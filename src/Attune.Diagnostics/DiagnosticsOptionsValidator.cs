using Microsoft.Extensions.Options;

namespace Attune.Diagnostics;

/// <summary>Checks the bounds stated on <see cref="DiagnosticsOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class DiagnosticsOptionsValidator : IValidateOptions<DiagnosticsOptions>;
