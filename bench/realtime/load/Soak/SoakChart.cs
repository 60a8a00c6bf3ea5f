using System.Globalization;
using System.Text;

namespace RealtimeLoad.Soak;

/// <summary>Draws memory over time.</summary>
internal static class SoakChart
{
    private const double Width = 900;
    private const double Height = 420;
    private const double Left = 70;
    private const double Bottom = 370;
    private const double Top = 50;
    private const double BytesPerMb = 1024 * 1024;

    public static string Draw(IReadOnlyList<SoakSample> samples, string title)
    {
        var minutes = Math.Max(1, samples[^1].Minute);
        var largest = Math.Ceiling(samples.Max(sample => sample.ResidentBytes) / BytesPerMb / 20) * 20;
        double X(SoakSample sample) => Left + (sample.Minute / minutes * (Width - Left - 20));
        double Y(double bytes) => Bottom - (bytes / BytesPerMb / largest * (Bottom - Top));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" ");
        svg.AppendLine("font-family=\"sans-serif\" font-size=\"12\"><rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        Text(svg, Left, 20, title);
        for (var step = 0; step <= 4; step++)
        {
            var (mb, minute) = (largest * step / 4, minutes * step / 4);
            var y = Y(mb * BytesPerMb);
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" y1=\"{y:0.0}\" x2=\"{Width - 20}\" y2=\"{y:0.0}\" stroke=\"#ddd\"/>");
            Text(svg, 10, y + 4, string.Create(CultureInfo.InvariantCulture, $"{mb:0} MB"));
            Text(svg, Left + (step / 4.0 * (Width - Left - 60)), Bottom + 20,
                string.Create(CultureInfo.InvariantCulture, $"{minute:0} min"));
        }

        string Point(SoakSample sample, double bytes) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(sample):0.0},{Y(bytes):0.0}");
        var points = samples.Select(sample => Point(sample, sample.ResidentBytes));
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"<polyline fill=\"none\" stroke=\"#c60\" points=\"{string.Join(' ', points)}\"/>");
        var live = samples.Where(sample => sample.LiveBytes is not null).ToArray();
        var line = live.Select(sample => Point(sample, sample.LiveBytes!.Value));
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"<polyline fill=\"none\" stroke=\"#06c\" points=\"{string.Join(' ', line)}\"/>");
        foreach (var sample in live)
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(sample):0.0}\" cy=\"{Y(sample.LiveBytes!.Value):0.0}\" r=\"4\" fill=\"#06c\"/>");
        Text(svg, Left, Bottom + 42, "orange: resident memory of the server; blue: live managed bytes after a full collection");
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Text(StringBuilder svg, double x, double y, string text) =>
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\">{text}</text>");
}
