using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Cake.Common")]
[assembly: InternalsVisibleTo("Cake.Frosting")]
