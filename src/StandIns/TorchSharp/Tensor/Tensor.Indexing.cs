using TorchSharp.Native;
using Way = TorchSharp.TensorIndex.Kind;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, i => TensorIndex.Single(i)));
            set => index_put_(value, Array.ConvertAll(indices, i => TensorIndex.Single(i)));
        }

        public Tensor this[long i1]
        {
            get => Aten.One("select.int", this, 0, i1);
            set => index_put_(value, [i1]);
        }

        public Tensor this[long i1, long i2]
        {
            get => index([i1, i2]);
            set => index_put_(value, [i1, i2]);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index([i1, i2, i3]);
            set => index_put_(value, [i1, i2, i3]);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index([i1, i2, i3, i4]);
            set => index_put_(value, [i1, i2, i3, i4]);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var view = View(indices, out var picks);
            if (picks is null)
                return view;
            using (view)
                return Aten.One("index.Tensor", view, Value.OptionalTensors(picks));
        }

        public Tensor index(params Tensor[] indices) => Aten.One("index.Tensor", this, Value.OptionalTensors(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var view = View(indices, out var picks);
            if (picks is not null)
                Aten.Run("index_put_", view, Value.OptionalTensors(picks), value, accumulate);
            else if (accumulate)
                Aten.Run("add_.Tensor", view, value);
            else
                Aten.Run("copy_", view, value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.Same("index_put_", this, Value.OptionalTensors(indices), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filler = torch.full([], value, dtype, device);
            return index_put_(filler, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filler = torch.full([], value, dtype, device);
            return index_put_(filler, indices);
        }

        /// <summary>Applies all but the tensor indices, which are handed out in the places of the view they belong to.</summary>
        private Tensor View(TensorIndex[] indices, out List<Tensor> picks)
        {
            picks = null;
            var view = alias();
            var at = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                ref var one = ref indices[i];
                switch (one.Way)
                {
                    case Way.Single:
                        view = Next(view, Aten.One("select.int", view, at, one.Start));
                        break;
                    case Way.Slice:
                        if ((one.Start ?? 0) != 0 || one.Stop is not null || (one.Step ?? 1) != 1)
                            view = Next(view, Aten.One("slice.Tensor", view, at, one.Start, one.Stop, one.Step ?? 1));
                        at++;
                        break;
                    case Way.None:
                        view = Next(view, Aten.One("unsqueeze", view, at++));
                        break;
                    case Way.Ellipsis:
                        at = (int)view.Dimensions - indices.Skip(i + 1).Sum(Consumed);
                        break;
                    case Way.Bool:
                        view = Next(view, Aten.One("unsqueeze", view, at));
                        Pick(ref picks, at++, torch.tensor(new[] { one.Truth }, device: device));
                        break;
                    case Way.Tensor:
                        Pick(ref picks, at, one.Indices);
                        at += Consumed(one);
                        break;
                }
            }
            return view;
        }

        private static int Consumed(TensorIndex index) => index.Way switch
        {
            Way.Single or Way.Slice => 1,
            Way.Tensor => index.Indices.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Indices.Dimensions : 1,
            _ => 0,
        };

        private static void Pick(ref List<Tensor> picks, int at, Tensor tensor)
        {
            picks ??= [];
            while (picks.Count < at)
                picks.Add(null);
            picks.Add(tensor);
        }

        private static Tensor Next(Tensor old, Tensor view)
        {
            old.Dispose();
            return view;
        }
    }
}
