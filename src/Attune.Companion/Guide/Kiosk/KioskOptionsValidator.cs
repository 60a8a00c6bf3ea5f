using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Kiosk;

[OptionsValidator]
internal sealed partial class KioskOptionsValidator : IValidateOptions<KioskOptions>;
